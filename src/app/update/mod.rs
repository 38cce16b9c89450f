//! `App` + [`Action`] → `App` and [`Effect`]s: the only place that changes the state.
//!
//! Each part answers for one group of actions and passes on the others. What has nothing to act on says so in the
//! status line: no key is silently dead.

mod copy;
mod corrections;
mod data;
mod find;
mod leave;
mod look;
mod marked;
mod menus;
mod mouse;
mod moves;
mod open;
mod overlays;
mod pairs;
mod places;
mod select;
mod stuck;
mod take_away;
mod terms;
mod texts;

pub use look::THEMES;
pub use take_away::{picture_name, subject};

use super::{
    action::Action,
    compared,
    effect::Effect,
    lens::Lens,
    overlay::{Ask, Overlay, Prompt},
    state::{App, Status},
};

/// Sorts and filters the overview again; the cursor stays on its article.
pub(super) fn rearrange(app: &mut App) {
    let kept = app.selected_article();
    pairs::arrange(app, kept);
}

/// What a part answers: `None` when the action is not its own.
type Answer = Option<Vec<Effect>>;

/// Carries out an action.
pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    if is_by_hand(&action) {
        app.status = Status::Quiet;
        if app.welcome {
            app.welcome = false;
            effects.push(Effect::Welcomed);
        }
    }
    note_leaving(app, &action);
    let drawn = matches!(action, Action::Drawn(_));
    let prefix = app.prefix;
    let stand = stuck::Stand::before(app, &action);
    effects.extend(answer(app, &action));
    if let Some(stand) = stand.filter(|_| effects.is_empty()) {
        stand.after(app, &action);
    }
    if prefix.is_some() && app.prefix == prefix && is_by_hand(&action) {
        app.prefix = None;
    }
    if is_repeatable(&action) {
        app.last = Some(action);
    }
    if drawn {
        return effects;
    }
    if app.lens.is_pair() || app.lens == Lens::Story {
        effects.extend(compared::refresh(app));
    } else {
        effects.extend(compared::measure(app));
    }
    effects.extend(compared::group(app));
    effects
}

/// Keeps in mind where one was when the way out began.
fn note_leaving(app: &mut App, action: &Action) {
    let asked = matches!(app.overlays.last(), Some(Overlay::Prompt(Prompt { ask: Ask::Quit, .. })));
    if *action == Action::Quit {
        app.leaving.get_or_insert((app.lens, app.pair));
    } else if is_by_hand(action) && !asked {
        app.leaving = None;
    }
}

fn answer(app: &mut App, action: &Action) -> Vec<Effect> {
    let parts: [fn(&mut App, &Action) -> Answer; 12] = [
        data::answer,
        mouse::answer,
        overlays::answer,
        texts::answer,
        moves::answer,
        pairs::answer,
        open::answer,
        find::answer,
        corrections::answer,
        take_away::answer,
        look::answer,
        leave::answer,
    ];
    parts.iter().find_map(|part| part(app, action)).unwrap_or_default()
}

/// Whether a person did it just now.
const fn is_by_hand(action: &Action) -> bool {
    !matches!(
        action,
        Action::Drawn(_)
            | Action::Loaded(_)
            | Action::Progress(..)
            | Action::Compared(_)
            | Action::Grouped(_)
            | Action::LaidOut(..)
            | Action::Measured(_)
            | Action::Found(..)
            | Action::Say(_)
            | Action::Complain(_)
            | Action::Mistakes(_)
            | Action::Reread(..)
            | Action::Edits(_)
            | Action::EditsSaved
            | Action::Out(_)
            | Action::Listed(..)
    )
}

/// Whether `.` does it again.
const fn is_repeatable(action: &Action) -> bool {
    matches!(
        action,
        Action::Command(_)
            | Action::Shot
            | Action::Toggle(_)
            | Action::NextDifference
            | Action::PreviousDifference
            | Action::NextPair
            | Action::PreviousPair
            | Action::NextArticle
            | Action::PreviousArticle
            | Action::Swap
            | Action::Sort
            | Action::Theme
    )
}

/// Something done, for the status line.
fn say(app: &mut App, text: impl Into<String>) -> Vec<Effect> {
    app.status = Status::Note(text.into());
    Vec::new()
}

/// Something wrong, for the status line.
fn complain(app: &mut App, text: impl Into<String>) -> Vec<Effect> {
    app.status = Status::Problem(text.into());
    Vec::new()
}
