//! From terminal events to actions: a pure function of the state and the event.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{
    action::Action,
    keymap::spell_event,
    overlay::{Overlay, Prompt},
    state::App,
};

/// Lines that one step of the wheel moves.
const WHEEL: i16 = 3;

/// The action of an event, if it has one.
pub fn on_event(app: &App, event: &Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => on_key(app, *key),
        Event::Paste(text) => Some(Action::Paste(text.clone())),
        Event::Mouse(mouse) if app.mouse => on_mouse(*mouse),
        _ => None,
    }
}

fn on_key(app: &App, key: KeyEvent) -> Option<Action> {
    if app.keymap.action(None, key) == Some(Action::QuitNow) {
        return Some(Action::QuitNow);
    }
    if let Some(overlay) = app.overlays.last().filter(|o| o.takes_text()) {
        return typed(app, overlay, key);
    }
    if let Some(prefix) = app.prefix {
        if key.code == KeyCode::Esc {
            return Some(Action::Back);
        }
        let action = app.keymap.action(Some(prefix), key);
        return action.or_else(|| Some(Action::Unbound(format!("{prefix}{}", spell_event(key)))));
    }
    if let Some(prefix) = app.keymap.is_prefix(key) {
        return Some(Action::Prefix(prefix));
    }
    app.keymap.action(None, key).or_else(|| Some(Action::Unbound(spell_event(key))))
}

/// A key while something is being typed.
fn typed(app: &App, overlay: &Overlay, key: KeyEvent) -> Option<Action> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let letter = matches!(overlay, Overlay::Prompt(Prompt { ask, .. }) if ask.is_letter());
    if control {
        return match key.code {
            KeyCode::Char('p') => Some(Action::Up),
            KeyCode::Char('n') => Some(Action::Down),
            KeyCode::Char('a') => Some(Action::Top),
            KeyCode::Char('e') => Some(Action::Bottom),
            KeyCode::Char('b') => Some(Action::Left),
            KeyCode::Char('f') => Some(Action::Right),
            KeyCode::Char('d') => Some(Action::Delete),
            KeyCode::Char('u') => Some(Action::Clear),
            KeyCode::Char('w') | KeyCode::Backspace => Some(Action::EraseWord),
            _ => None,
        };
    }
    Some(match key.code {
        KeyCode::Esc => Action::Back,
        KeyCode::Enter => Action::Open,
        KeyCode::Backspace => Action::Erase,
        KeyCode::Delete => Action::Delete,
        KeyCode::Left => Action::Left,
        KeyCode::Right => Action::Right,
        KeyCode::Up | KeyCode::BackTab => Action::Up,
        KeyCode::Down | KeyCode::Tab => Action::Down,
        KeyCode::PageUp => Action::PageUp,
        KeyCode::PageDown => Action::PageDown,
        KeyCode::Home => Action::Top,
        KeyCode::End => Action::Bottom,
        KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::ALT) => Action::Type(c),
        // A key that is no character, as F1, keeps its meaning.
        KeyCode::F(_) if app.keymap.action(None, key) == Some(Action::Help) => Action::Help,
        _ if letter => Action::Back,
        _ => return None,
    })
}

fn on_mouse(mouse: MouseEvent) -> Option<Action> {
    let (x, y) = (mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(x, y)),
        MouseEventKind::ScrollDown => Some(Action::Wheel(x, y, WHEEL)),
        MouseEventKind::ScrollUp => Some(Action::Wheel(x, y, -WHEEL)),
        _ => None,
    }
}
