//! How it looks: layers, lock, theme, wrap, mouse, the measure of the Across lens.

use super::{Answer, complain, say};
use crate::{
    app::{Colours, action::Action, effect::Effect, lens::Layer, state::App, whole::Matrix},
    comparison::MeasureId,
};

/// The themes in the order of `T`.
pub const THEMES: [&str; 6] = ["terminal", "dark", "light", "high-contrast", "mono", "print"];

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    Some(match action {
        Action::Toggle(layer) => toggle(app, *layer),
        Action::Lock => lock(app),
        Action::Theme => theme(app),
        Action::UseTheme(name) => use_theme(app, name),
        Action::Wrap => {
            app.wrap = !app.wrap;
            say(app, if app.wrap { "lines are wrapped" } else { "lines are cut at the edge" })
        }
        Action::Mouse => {
            app.mouse = !app.mouse;
            let word = if app.mouse { "mouse on: wheel scrolls, click selects" } else { "mouse off" };
            say(app, word);
            vec![Effect::CaptureMouse(app.mouse)]
        }
        _ => return None,
    })
}

fn toggle(app: &mut App, layer: Layer) -> Vec<Effect> {
    app.layers.toggle(layer);
    let state = if app.layers.has(layer) { "shown" } else { "hidden" };
    say(app, format!("{} {state} in the texts", layer.name()))
}

fn lock(app: &mut App) -> Vec<Effect> {
    if !app.lens.is_pair() {
        return say(app, "the lock is for two texts: open a pair with Enter");
    }
    app.locked = !app.locked;
    let found = app.pairing.comparison.as_ref().map_or(0, |c| c.alignments.len());
    if app.locked {
        say(app, format!("scrolling locked by {found} aligned passages"))
    } else {
        say(app, "scrolling unlocked")
    }
}

fn theme(app: &mut App) -> Vec<Effect> {
    let at = THEMES.iter().position(|t| *t == app.theme).map_or(0, |i| i + 1);
    let name = THEMES.get(at % THEMES.len()).copied().unwrap_or("terminal");
    use_theme(app, name)
}

pub(super) fn use_theme(app: &mut App, name: &str) -> Vec<Effect> {
    if !THEMES.contains(&name) {
        return complain(app, format!("there is no theme '{name}': {}", THEMES.join(", ")));
    }
    name.clone_into(&mut app.theme);
    let colours = match app.colours {
        Colours::None => ", shown without colours (NO_COLOR)",
        Colours::Sixteen if !matches!(name, "terminal" | "mono") => ", shown in the terminal's own 16 colours",
        _ => "",
    };
    say(app, format!("theme {name}{colours}"))
}

/// Another matrix of the story.
pub(super) fn next_matrix(app: &mut App, step: usize) {
    let at = (app.whole.matrix as usize + step) % Matrix::ALL.len();
    app.whole.matrix = Matrix::ALL.get(at).copied().unwrap_or_default();
}

/// The next or previous measure of the Across lens.
pub(super) fn next_measure(app: &mut App, step: isize) {
    let all = MeasureId::ALL;
    let at = all.iter().position(|m| *m == app.across).unwrap_or(0).cast_signed();
    let next = (at + step).rem_euclid(all.len().max(1).cast_signed()).cast_unsigned();
    if let Some(id) = all.get(next) {
        app.across = *id;
    }
}
