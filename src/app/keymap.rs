//! The key map: from keys to actions and back, read from `assets/keys.toml` and rebindable by a user's file.

use std::{collections::HashMap, fmt::Write as _};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use super::{action::Action, lens::Lens};
use crate::analysis::{
    ListError,
    lists::{nearest, parse_toml, position},
};

const BUILTIN: &str = include_str!("../../assets/keys.toml");

/// One key with its modifiers; `Shift` is part of a letter, not a modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// One key, or two pressed one after the other.
pub type Sequence = (Option<Key>, Key);

/// One row of the help: an action with its keys and words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    /// The command name.
    pub action: String,
    /// The keys as written.
    pub keys: Vec<String>,
    /// Where the help lists it.
    #[serde(default)]
    pub group: String,
    /// What it does.
    #[serde(default)]
    pub help: String,
    /// Its word in the footer.
    pub foot: Option<String>,
    /// How long it stays in a narrow footer: of two, the one with the smaller number; without one, any other stays longer.
    pub stay: Option<u8>,
    /// The lenses where it is most useful; empty is everywhere.
    #[serde(default, rename = "in")]
    pub lenses: Vec<String>,
}

impl Binding {
    /// Whether it matters in `lens`.
    pub fn is_for(&self, lens: Lens) -> bool {
        self.lenses.is_empty() || self.lenses.iter().any(|l| l == lens.name())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    key: Vec<Binding>,
}

/// A user's file: what it says of keys, with places; the rest of an entry is not used.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserFile {
    #[serde(default)]
    key: Vec<UserBinding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserBinding {
    action: Spanned<String>,
    keys: Vec<Spanned<String>>,
    #[serde(default, rename = "group")]
    _group: IgnoredAny,
    #[serde(default, rename = "help")]
    _help: IgnoredAny,
    #[serde(default, rename = "foot")]
    _foot: IgnoredAny,
    #[serde(default, rename = "stay")]
    _stay: IgnoredAny,
    #[serde(default, rename = "in")]
    _lenses: IgnoredAny,
}

/// Where the keys of a user's file stand in it, by action and key.
struct Places<'a> {
    text: &'a str,
    origin: &'a str,
    keys: HashMap<(String, String), usize>,
}

impl Places<'_> {
    fn at(&self, offset: usize, message: String) -> ListError {
        ListError { origin: self.origin.to_owned(), position: Some(position(self.text, offset)), message }
    }

    /// A mistake at the last of these keys that the file names.
    fn of(&self, keys: &[(&String, &String)], message: String) -> ListError {
        let place = |(action, key): &(&String, &String)| self.keys.get(&((*action).clone(), (*key).clone())).copied();
        self.at(keys.iter().filter_map(place).max().unwrap_or(0), message)
    }
}

/// Keys that open a sequence and have an action of their own, which they cannot.
fn hidden(owners: &HashMap<Sequence, (String, String)>, prefixes: &[Key], places: &Places<'_>) -> Vec<ListError> {
    let both = |prefix: &Key| {
        let (action, key) = owners.get(&(None, *prefix))?;
        let opens = owners.iter().filter(|(keys, _)| keys.0 == Some(*prefix)).map(|(_, (a, k))| (a, k));
        let keys: Vec<(&String, &String)> = std::iter::once((action, key)).chain(opens).collect();
        let message = format!("'{}' is bound to '{action}' and also opens a sequence", spell(*prefix));
        Some(places.of(&keys, message))
    };
    prefixes.iter().filter_map(both).collect()
}

/// Keys to actions and back.
#[derive(Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
    actions: HashMap<Sequence, Action>,
    prefixes: Vec<Key>,
}

impl Keymap {
    /// The keys embedded in the program.
    ///
    /// # Panics
    /// Never: a test reads the embedded file.
    pub fn builtin() -> Self {
        let file: File = parse_toml(BUILTIN, "keys.toml").expect("the embedded key map parses");
        let places = Places { text: BUILTIN, origin: "keys.toml", keys: HashMap::new() };
        Self::compile(file.key, &places).0
    }

    /// The embedded keys with those of a user's file in their place.
    ///
    /// # Errors
    /// Every mistake and every conflict, each with its line.
    pub fn with(user: &str, origin: &str) -> Result<Self, Vec<ListError>> {
        let mut bindings = parse_toml::<File>(BUILTIN, "keys.toml").map_err(|e| vec![e])?.key;
        let file: UserFile = parse_toml(user, origin).map_err(|e| vec![e])?;
        let mut places = Places { text: user, origin, keys: HashMap::new() };
        let mut errors = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for entry in file.key {
            let action = entry.action.get_ref();
            let Some(binding) = bindings.iter_mut().find(|b| b.action == *action) else {
                let near = nearest(action, bindings.iter().map(|b| b.action.as_str()));
                let hint = near.map_or_else(|| "? lists the actions".to_owned(), |n| format!("did you mean '{n}'?"));
                errors.push(places.at(entry.action.span().start, format!("there is no action '{action}'; {hint}")));
                continue;
            };
            if seen.contains(action) {
                let message = format!("'{action}' stands here a second time; write all its keys in one entry");
                errors.push(places.at(entry.action.span().start, message));
            }
            seen.push(action.clone());
            binding.keys = entry.keys.iter().map(|k| k.get_ref().clone()).collect();
            for key in &entry.keys {
                places.keys.insert((action.clone(), key.get_ref().clone()), key.span().start);
            }
        }
        let (map, conflicts) = Self::compile(bindings, &places);
        errors.extend(conflicts);
        errors.sort_by_key(|e| e.position);
        if errors.is_empty() { Ok(map) } else { Err(errors) }
    }

    /// The map of these bindings, and what is wrong with them.
    fn compile(bindings: Vec<Binding>, places: &Places<'_>) -> (Self, Vec<ListError>) {
        let mut map = Self { bindings, actions: HashMap::new(), prefixes: Vec::new() };
        let mut errors = Vec::new();
        let mut owners: HashMap<Sequence, (String, String)> = HashMap::new();
        for binding in &map.bindings {
            let Some(action) = Action::named(&binding.action) else {
                errors.push(places.at(0, format!("there is no action '{}'", binding.action)));
                continue;
            };
            for text in &binding.keys {
                let Some(keys) = parse_sequence(text) else {
                    errors.push(places.of(&[(&binding.action, text)], format!("'{text}' is not a key")));
                    continue;
                };
                if let Some((other, as_written)) = owners.get(&keys) {
                    let message = format!("'{text}' is bound to both '{other}' and '{}'", binding.action);
                    errors.push(places.of(&[(&binding.action, text), (other, as_written)], message));
                    continue;
                }
                owners.insert(keys, (binding.action.clone(), text.clone()));
                map.prefixes.extend(keys.0.filter(|p| !map.prefixes.contains(p)));
                map.actions.insert(keys, action.clone());
            }
        }
        errors.extend(hidden(&owners, &map.prefixes, places));
        (map, errors)
    }

    /// All bindings in the order of the file.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The action of a key after an optional prefix.
    pub fn action(&self, prefix: Option<char>, key: KeyEvent) -> Option<Action> {
        let prefix = prefix.map(|c| Key { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE });
        self.actions.get(&(prefix, Key::of(key))).cloned()
    }

    /// Whether the key opens a sequence.
    pub fn is_prefix(&self, key: KeyEvent) -> Option<char> {
        match (self.prefixes.contains(&Key::of(key)), key.code) {
            (true, KeyCode::Char(c)) => Some(c),
            _ => None,
        }
    }

    /// The keys of an action as the help writes them, joined by a space; empty when it has none.
    pub fn keys_of(&self, name: &str) -> String {
        self.bindings.iter().find(|b| b.action == name).map_or_else(String::new, |b| {
            let mut out = String::new();
            for key in &b.keys {
                let _ = write!(out, "{}{}", if out.is_empty() { "" } else { " " }, show(key));
            }
            out
        })
    }

    /// The first key of an action as the footer writes it.
    pub fn key_of(&self, name: &str) -> String {
        self.bindings
            .iter()
            .find(|b| b.action == name)
            .and_then(|b| b.keys.first())
            .map(|k| show(k))
            .unwrap_or_default()
    }

    /// What may follow a prefix: key and binding.
    pub fn after(&self, prefix: char) -> Vec<(String, &Binding)> {
        let mut out = Vec::new();
        for binding in &self.bindings {
            for key in &binding.keys {
                if let Some((first, second)) = key.split_once(' ')
                    && first.chars().eq([prefix])
                {
                    out.push((show(second), binding));
                }
            }
        }
        out
    }
}

impl Key {
    fn of(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let code = match event.code {
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(c.to_ascii_lowercase())
            }
            KeyCode::BackTab => KeyCode::BackTab,
            code => {
                let letter = matches!(code, KeyCode::Char(_));
                if !letter {
                    modifiers |= event.modifiers & KeyModifiers::SHIFT;
                }
                code
            }
        };
        Self { code, modifiers }
    }
}

/// Parses `j`, `ctrl-d`, `g g`.
pub fn parse_sequence(text: &str) -> Option<Sequence> {
    match text.split_once(' ') {
        Some((first, second)) if !first.is_empty() => Some((Some(parse_key(first)?), parse_key(second)?)),
        _ => Some((None, parse_key(text)?)),
    }
}

fn parse_key(text: &str) -> Option<Key> {
    let (modifiers, name) = match text.split_once('-') {
        Some(("ctrl", rest)) => (KeyModifiers::CONTROL, rest),
        Some(("alt", rest)) => (KeyModifiers::ALT, rest),
        _ => (KeyModifiers::NONE, text),
    };
    let mut chars = name.chars();
    let code = match (chars.next()?, chars.next()) {
        (c, None) => KeyCode::Char(c),
        _ => named(name)?,
    };
    Some(Key { code, modifiers })
}

fn named(name: &str) -> Option<KeyCode> {
    Some(match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "backspace" => KeyCode::Backspace,
        "tab" => KeyCode::Tab,
        "shift-tab" => KeyCode::BackTab,
        "space" => KeyCode::Char(' '),
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "insert" => KeyCode::Insert,
        "delete" => KeyCode::Delete,
        _ => KeyCode::F(name.strip_prefix('f')?.parse().ok()?),
    })
}

/// A key as the help writes it: arrows as arrows, names with a capital.
pub fn show(text: &str) -> String {
    match text {
        "down" => "↓".to_owned(),
        "up" => "↑".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "enter" => "Enter".to_owned(),
        "esc" => "Esc".to_owned(),
        "tab" => "Tab".to_owned(),
        "shift-tab" => "Shift-Tab".to_owned(),
        "space" => "Space".to_owned(),
        "backspace" => "Backspace".to_owned(),
        "pgup" => "PgUp".to_owned(),
        "pgdn" => "PgDn".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "f1" => "F1".to_owned(),
        _ => match text.strip_prefix("ctrl-") {
            Some(rest) => format!("Ctrl-{rest}"),
            None => text.replace(' ', ""),
        },
    }
}

/// A key event as a person would write it.
pub fn spell_event(event: KeyEvent) -> String {
    spell(Key::of(event))
}

fn spell(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => crate::text::neutral::neutral_char(c).to_string(),
        KeyCode::F(n) => format!("F{n}"),
        code => format!("{code:?}"),
    };
    let ctrl = if key.modifiers.contains(KeyModifiers::CONTROL) { "Ctrl-" } else { "" };
    let alt = if key.modifiers.contains(KeyModifiers::ALT) { "Alt-" } else { "" };
    format!("{ctrl}{alt}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    #[test]
    fn every_bindable_action_is_in_the_key_map_and_explained() {
        let map = Keymap::builtin();
        for (name, _) in Action::bindable() {
            let binding = map.bindings().iter().find(|b| b.action == *name);
            assert!(binding.is_some_and(|b| !b.help.is_empty() && !b.keys.is_empty()), "{name}");
        }
    }

    #[test]
    fn sequences_and_shifted_letters_are_told_apart() {
        let map = Keymap::builtin();
        assert_eq!(map.is_prefix(press('g')), Some('g'));
        assert_eq!(map.action(Some('g'), press('g')), Some(Action::Top));
        let shifted = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(map.action(None, shifted), Some(Action::Bottom));
        assert_eq!(map.action(None, press('Z')), None);
    }

    fn mistakes(text: &str) -> Vec<String> {
        Keymap::with(text, "mine.toml").unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_embedded_key_map_has_no_conflict() {
        assert!(Keymap::with("", "mine.toml").is_ok());
    }

    #[test]
    fn a_conflict_is_reported_with_both_names() {
        let errors = mistakes("key = [{ action = \"swap\", keys = [\"j\"] }]");
        assert!(errors[0].contains("'down'") && errors[0].contains("'swap'"), "{errors:?}");
        let errors = mistakes("key = [{ action = \"swap\", keys = [\"g\"] }]");
        assert!(errors[0].contains("sequence"), "{errors:?}");
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let text = "[[key]]\naction = \"swop\"\nkeys = [\"Z\"]\n[[key]]\naction = \"mark\"\nkeys = [\n  \"j\",\n  \"hyper-q\",\n]\n\
                    [[key]]\naction = \"undo\"\nkeys = [\"v\"]\n[[key]]\naction = \"undo\"\nkeys = [\"U\"]\n";
        let errors = mistakes(text);
        let lines: Vec<&str> = errors.iter().filter_map(|e| e.split(':').nth(1)).collect();
        assert_eq!(lines, ["2", "7", "8", "14"], "{errors:?}");
        assert!(errors[0].contains("did you mean 'swap'"), "{errors:?}");
    }

    #[test]
    fn a_key_can_be_rebound() {
        let map = Keymap::with("key = [{ action = \"swap\", keys = [\"Z\"] }]", "mine.toml").expect("no conflict");
        assert_eq!(map.action(None, press('Z')), Some(Action::Swap));
        assert_eq!(map.action(None, press('x')), None);
        assert_eq!(map.key_of("swap"), "Z");
    }

    #[test]
    fn an_unknown_action_or_key_is_an_error() {
        assert!(Keymap::with("key = [{ action = \"fly\", keys = [\"Z\"] }]", "mine.toml").is_err());
        assert!(Keymap::with("key = [{ action = \"swap\", keys = [\"hyper-q\"] }]", "mine.toml").is_err());
    }
}
