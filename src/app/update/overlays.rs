//! The topmost overlay gets the keys first.

use super::{Answer, corrections, find, marked, menus, moves, open, pairs, say, select};
use crate::app::{
    action::Action,
    effect::Effect,
    lens::Side,
    overlay::{Ask, Overlay, Passages, Prompt, Sheet},
    state::App,
};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    if matches!(action, Action::Back) {
        return None;
    }
    match app.overlays.last_mut()? {
        Overlay::Evidence(_) => passages(app, action),
        Overlay::Sheet(..) => sheet(app, action),
        Overlay::Menu(_) => menus::answer(app, action),
        Overlay::Prompt(_) => prompt(app, action),
        Overlay::Briefing => briefing(app, action),
        Overlay::Select(_) => select::answer(app, action),
    }
}

fn top(app: &mut App) -> Option<&mut Passages> {
    match app.overlays.last_mut() {
        Some(Overlay::Evidence(p)) => Some(p),
        _ => None,
    }
}

fn passages(app: &mut App, action: &Action) -> Answer {
    if let Some(step) = moves::step(app, action) {
        let p = top(app)?;
        let len = p.here().len();
        let at = p.at.get_mut(p.side.index())?;
        *at = moves::shifted(*at, step, len);
        return Some(Vec::new());
    }
    let p = top(app)?;
    match action {
        Action::FocusNext | Action::FocusPrevious => turn(p, p.side.other()),
        Action::Left => turn(p, Side::A),
        Action::Right => turn(p, Side::B),
        Action::Open => {
            let (article, span) = p.selected().map(|(a, e)| (a, e.span))?;
            return Some(open::go(app, article, span));
        }
        Action::Quit => {
            app.overlays.pop();
        }
        Action::Define => {
            let sheet = p.measure.map_or_else(|| Sheet::Term("evidence".to_owned()), Sheet::Definition);
            app.overlays.push(Overlay::Sheet(sheet, 0));
        }
        Action::Mark => return marked::toggle(app),
        Action::Edit => {
            if let Some(effects) = marked::dialog(app) {
                return Some(effects);
            }
            let p = top(app)?;
            let topic = p.topic.clone();
            let (article, span) = p.selected().map(|(a, e)| (a, e.span))?;
            return Some(corrections::dialog_at(app, article, span, topic.as_deref()));
        }
        Action::NextDifference | Action::NextHit => return passages(app, &Action::Down),
        Action::PreviousDifference | Action::PreviousHit => return passages(app, &Action::Up),
        _ => return None,
    }
    Some(Vec::new())
}

fn turn(p: &mut Passages, side: Side) {
    if p.lists.get(side.index()).is_some_and(|l| !l.is_empty()) {
        p.side = side;
    }
}

fn sheet(app: &mut App, action: &Action) -> Answer {
    if let Some(step) = moves::step(app, action) {
        let page = app.layout.overlay.map_or(10, |r| usize::from(r.height));
        let step = match action {
            Action::PageDown | Action::HalfDown => page.cast_signed(),
            Action::PageUp | Action::HalfUp => -page.cast_signed(),
            _ => step,
        };
        if let Some(Overlay::Sheet(sheet, at)) = app.overlays.last() {
            let rows = app.layout.sheet_rows.max(crate::app::sheets::lines(app, sheet).len());
            let most = rows.saturating_sub(page);
            let at = at.saturating_add_signed(step).min(most);
            if let Some(Overlay::Sheet(_, top)) = app.overlays.last_mut() {
                *top = at;
            }
        }
        return Some(Vec::new());
    }
    match action {
        Action::Quit | Action::Open | Action::Help | Action::Define | Action::Warnings | Action::Dropped => {
            app.overlays.pop();
            Some(Vec::new())
        }
        Action::Edit => {
            let Some(Overlay::Sheet(Sheet::Dropped(side), _)) = app.overlays.last() else { return None };
            let side = *side;
            Some(corrections::dropped_lines(app, side))
        }
        Action::FocusNext | Action::FocusPrevious | Action::Left | Action::Right => {
            if let Some(Overlay::Sheet(Sheet::Dropped(side), at)) = app.overlays.last_mut() {
                *side = side.other();
                *at = 0;
            }
            Some(Vec::new())
        }
        _ => None,
    }
}

fn briefing(app: &mut App, action: &Action) -> Answer {
    match action {
        Action::Quit | Action::Open | Action::Briefing => {
            app.overlays.pop();
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Typing into a prompt.
fn prompt(app: &mut App, action: &Action) -> Answer {
    let Some(Overlay::Prompt(prompt)) = app.overlays.last_mut() else { return None };
    if prompt.ask.is_letter() {
        return letter(app, action);
    }
    match action {
        Action::Type(c) => prompt.insert(c.encode_utf8(&mut [0; 4])),
        Action::Paste(text) => prompt.insert(&text.chars().filter(|c| !c.is_control()).collect::<String>()),
        Action::Erase if prompt.text.is_empty() => {
            app.overlays.pop();
        }
        Action::Erase => prompt.cut(prompt.before()),
        Action::EraseWord => prompt.cut(prompt.word_before()),
        Action::Delete => prompt.cut(prompt.after()),
        Action::Clear => prompt.clear(),
        Action::Left => prompt.go(prompt.before()),
        Action::Right => prompt.go(prompt.after()),
        Action::Top => prompt.go(0),
        Action::Bottom => prompt.go(prompt.text.len()),
        Action::Help => app.overlays.push(Overlay::Sheet(Sheet::Term("typing".to_owned()), 0)),
        Action::Open => return accept(app),
        Action::QuitNow | Action::Drawn(_) => return None,
        _ => {}
    }
    if let Some(Overlay::Prompt(Prompt { ask: Ask::Search, text, .. })) = app.overlays.last() {
        let words = text.clone();
        find::preview(app, &words);
    }
    Some(Vec::new())
}

fn letter(app: &mut App, action: &Action) -> Answer {
    let Some(Overlay::Prompt(Prompt { ask, .. })) = app.overlays.last().cloned() else { return None };
    match (ask, action) {
        (_, Action::QuitNow) => return None,
        (Ask::Quit, Action::Type('y' | 'Y')) => return Some(vec![Effect::Quit]),
        (Ask::Bookmark, Action::Type(c)) if c.is_alphanumeric() => {
            app.overlays.pop();
            return Some(corrections::bookmark(app, *c));
        }
        (Ask::GoBookmark, Action::Type(c)) => {
            app.overlays.pop();
            return Some(corrections::go_bookmark(app, *c));
        }
        _ => {
            app.overlays.pop();
        }
    }
    Some(say(app, "left as it was"))
}

fn accept(app: &mut App) -> Answer {
    let Some(Overlay::Prompt(prompt)) = app.overlays.pop() else { return None };
    let text = prompt.text.trim().to_owned();
    Some(match prompt.ask {
        Ask::Search => find::search(app, &text),
        Ask::SearchAll => find::search_all(app, &text),
        Ask::Filter => filter(app, text),
        Ask::Bookmark | Ask::GoBookmark | Ask::Quit => Vec::new(),
        ask => corrections::answered(app, &ask, text),
    })
}

fn filter(app: &mut App, text: String) -> Vec<Effect> {
    if !app.lens.is_pair() {
        app.overview.filter = text;
        let kept = app.selected_article();
        pairs::arrange(app, kept);
        return say(
            app,
            format!(
                "{} of {}",
                app.overview.order.len(),
                crate::app::definitions::counted(app.corpus.entries.len(), "article")
            ),
        );
    }
    let key = (app.lens, app.panel);
    if text.is_empty() {
        app.filters.remove(&key);
    } else {
        app.filters.insert(key, text);
    }
    let (shown, all) = (app.shown(app.panel).len(), app.rows(app.panel).len());
    say(app, format!("{shown} of {all} rows; Esc shows all"))
}
