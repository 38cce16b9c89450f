//! What leaves the program: pictures and reports; and the way to commands.

use super::{Answer, copy, menus, say};
use crate::app::{
    action::Action,
    effect::{Effect, Picture},
    lens::Side,
    overlay::{Ask, Menu, Overlay},
    state::App,
};
use crate::text::slug::slug;

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Shot => {
            say(app, "saving …");
            let mut picture = Picture::of_screen(app.lens);
            picture.screen = app.overlays.last() != Some(&Overlay::Briefing);
            vec![Effect::Save(picture)]
        }
        Action::ShotOptions => options(app, &Picture::of_screen(app.lens)),
        Action::Briefing => briefing(app),
        Action::Report => {
            say(app, "writing the report …");
            vec![Effect::SaveReport { format: "html".to_owned(), path: None }]
        }
        Action::Copy => copy::finding(app),
        Action::CopyTable => copy::table(app),
        Action::Palette => {
            menus::palette(app);
            Vec::new()
        }
        Action::Columns => {
            menus::columns(app);
            Vec::new()
        }
        Action::Files => menus::files(app),
        Action::Command(line) => menus::command(app, line),
        Action::Repeat => match app.last.clone() {
            Some(last) => super::update(app, last),
            None => say(app, "nothing to repeat yet"),
        },
        Action::Note => {
            if app.lens.is_pair() {
                super::find::ask(app, Ask::Note)
            } else {
                say(app, "notes are about a pair: open one with Enter")
            }
        }
        _ => return None,
    })
}

/// The options of a picture, as a menu with the name it will have.
pub(super) fn options(app: &mut App, picture: &Picture) -> Vec<Effect> {
    let items = menus::picture_items(picture);
    let title = format!("screenshot: {}", picture_name(app, picture));
    app.overlays.push(Overlay::Menu(Menu::new(title, items)));
    Vec::new()
}

/// The name that a picture gets: what it shows, in words that fit a file name.
pub fn picture_name(app: &App, picture: &Picture) -> String {
    if let Some(path) = &picture.path {
        return path.display().to_string();
    }
    let formats = picture.formats.join("+");
    format!("{}.{formats}", subject(app))
}

/// What the screen shows, in words that fit a file name: `voices-press-tv-southfront`.
pub fn subject(app: &App) -> String {
    let key = |s: Side| app.entry(s).map_or_else(String::new, |e| slug(&e.label));
    if app.lens.is_pair() {
        format!("{}-{}-{}", app.lens.name(), key(Side::A), key(Side::B))
    } else {
        format!("{}-{}", app.lens.name(), slug(&app.corpus.name))
    }
}

fn briefing(app: &mut App) -> Vec<Effect> {
    if !app.lens.is_pair() {
        return say(app, "the briefing view shows a pair: open one with Enter");
    }
    if !app.has_pair() {
        return say(app, "the briefing view compares two articles: F opens files");
    }
    if !app.lens.has_briefing() {
        return say(app, "voices (2), language (3), topics (4) and differences (5) have a briefing view");
    }
    app.overlays.push(Overlay::Briefing);
    Vec::new()
}
