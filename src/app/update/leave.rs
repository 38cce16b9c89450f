//! Leaving: back, quit, suspend, reload.

use super::{Answer, find, open};
use crate::app::{action::Action, effect::Effect, lens::Lens, overlay::Ask, state::App};

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Quit => quit(app),
        Action::QuitNow => vec![Effect::Quit],
        Action::Suspend => vec![Effect::Suspend],
        Action::Reload => {
            super::say(app, "reading files and lists again …");
            vec![Effect::Reload]
        }
        _ => return None,
    })
}

/// One step back; out of the program from the overview.
fn quit(app: &mut App) -> Vec<Effect> {
    if app.lens == Lens::Overview && app.overlays.is_empty() && app.prefix.is_none() {
        if app.unsaved {
            return find::ask(app, Ask::Quit);
        }
        return vec![Effect::Quit];
    }
    open::leave(app)
}
