//! [`Theme`]: what each role looks like, from `assets/themes.toml`.

use std::{collections::BTreeMap, sync::OnceLock};

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::{analysis::lists::parse_toml, app::Colours};

/// What something on the screen means; the theme says what that looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Running text.
    Text,
    /// Less important text.
    Dim,
    /// A title.
    Title,
    /// A tab.
    Tab,
    /// The tab of the lens that is shown.
    TabOn,
    /// A border.
    Border,
    /// The border and title of the focused panel.
    Focus,
    /// The selected row.
    Selected,
    /// A key in help and footer.
    Key,
    /// The words above columns.
    Head,
    /// The left article.
    SideA,
    /// The right article.
    SideB,
    /// A bar of the left article.
    BarA,
    /// A bar of the right article.
    BarB,
    /// An attributed quotation.
    Quote,
    /// Indirect speech.
    Indirect,
    /// Scare quotes, terms, titles.
    Scare,
    /// A loaded term.
    Loaded,
    /// A topic cue.
    Topic,
    /// A naming choice.
    Naming,
    /// A line that is not counted.
    Dropped,
    /// A hit of the search.
    Hit,
    /// The passage gone to.
    Marked,
    /// A reason for care.
    Warning,
    /// Something wrong.
    Problem,
    /// Something done.
    Good,
}

impl Role {
    const COUNT: usize = Self::Good as usize + 1;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    #[serde(default)]
    mods: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    ground: Option<Look>,
    roles: BTreeMap<Role, Look>,
}

/// What each role looks like.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Text and background of the whole screen.
    pub ground: Style,
    styles: [Style; Role::COUNT],
}

impl Theme {
    /// The theme of that name; an unknown name gives the terminal's own colours.
    ///
    /// # Panics
    /// Never: a test reads the embedded file.
    pub fn named(name: &str) -> &'static Self {
        let all = all();
        all.get(name).or_else(|| all.get("terminal")).expect("the terminal theme is embedded")
    }

    /// The theme of that name in the colours that the terminal has. Without colours every theme is the mono theme, which
    /// tells all by bold, underline, reverse, italic and dim; with 16 those with colours of their own give way to the
    /// terminal's; with 256 each colour is the nearest there is.
    pub fn shown(name: &str, colours: Colours) -> &'static Self {
        static INDEXED: OnceLock<BTreeMap<String, Theme>> = OnceLock::new();
        let theme = Self::named(name);
        match colours {
            Colours::None => Self::named("mono"),
            Colours::Sixteen if theme.ground.bg.is_some() => Self::named("terminal"),
            Colours::True | Colours::Sixteen => theme,
            Colours::Indexed => {
                let all = INDEXED.get_or_init(|| all().iter().map(|(n, t)| (n.clone(), t.indexed())).collect());
                all.get(name).unwrap_or(theme)
            }
        }
    }

    fn indexed(&self) -> Self {
        let near = |style: Style| Style { fg: style.fg.map(nearest), bg: style.bg.map(nearest), ..style };
        Self { ground: near(self.ground), styles: self.styles.map(near) }
    }

    /// Whether there is a theme of that name.
    pub fn is_known(name: &str) -> bool {
        all().contains_key(name)
    }

    /// The names of all themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        all().keys().map(String::as_str)
    }

    /// What a role looks like.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

fn all() -> &'static BTreeMap<String, Theme> {
    static ALL: OnceLock<BTreeMap<String, Theme>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files: BTreeMap<String, Entry> =
            parse_toml(include_str!("../../assets/themes.toml"), "themes.toml").expect("the embedded themes parse");
        files.into_iter().map(|(name, entry)| (name, compile(&entry))).collect()
    })
}

fn compile(entry: &Entry) -> Theme {
    let mut styles = [Style::default(); Role::COUNT];
    for (role, look) in &entry.roles {
        if let Some(slot) = styles.get_mut(*role as usize) {
            *slot = style(look);
        }
    }
    Theme { ground: entry.ground.as_ref().map(style).unwrap_or_default(), styles }
}

/// The steps of the colour cube of xterm.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The red, green and blue of one of xterm's 256 colours from 16 on: the cube, then the greys.
const fn rgb(index: u8) -> (u8, u8, u8) {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let at = index.saturating_sub(16);
    (STEPS[at as usize / 36 % 6], STEPS[at as usize / 6 % 6], STEPS[at as usize % 6])
}

/// The nearest of xterm's 256 colours, but for the first 16, which terminals set as they like.
fn nearest(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else { return color };
    let far = |index: &u8| {
        let (x, y, z) = rgb(*index);
        [(r, x), (g, y), (b, z)].iter().map(|(p, q)| u32::from(p.abs_diff(*q)).pow(2)).sum::<u32>()
    };
    (16..=255).min_by_key(far).map_or(color, Color::Indexed)
}

fn style(look: &Look) -> Style {
    let colour = |c: &Option<String>| c.as_ref().and_then(|c| c.parse::<Color>().ok());
    let mut style = Style { fg: colour(&look.fg), bg: colour(&look.bg), ..Style::default() };
    for c in look.mods.chars() {
        style = style.add_modifier(match c {
            'b' => Modifier::BOLD,
            'd' => Modifier::DIM,
            'i' => Modifier::ITALIC,
            'u' => Modifier::UNDERLINED,
            'r' => Modifier::REVERSED,
            _ => Modifier::empty(),
        });
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.
    fn luminance(color: Color) -> Option<f64> {
        let (r, g, b) = match color {
            Color::Rgb(r, g, b) => (r, g, b),
            Color::Indexed(index) => rgb(index),
            _ => return None,
        };
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.039_28 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        Some(0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b))
    }

    fn contrast(a: Color, b: Color) -> Option<f64> {
        let (a, b) = (luminance(a)?, luminance(b)?);
        Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
    }

    #[test]
    fn every_theme_has_every_role() {
        let files: BTreeMap<String, Entry> =
            toml::from_str(include_str!("../../assets/themes.toml")).expect("themes parse");
        for (name, entry) in files {
            assert_eq!(entry.roles.len(), Role::COUNT, "{name}");
            for look in entry.roles.values() {
                for colour in [&look.fg, &look.bg].into_iter().flatten() {
                    assert!(colour.parse::<Color>().is_ok(), "{name}: {colour}");
                }
            }
        }
    }

    #[test]
    fn contrast_is_at_least_four_and_a_half() {
        let each = |colours| Theme::names().map(move |name| (name, Theme::shown(name, colours)));
        for (name, theme) in each(Colours::True).chain(each(Colours::Indexed)) {
            let Some(ground) = theme.ground.bg else { continue };
            for (i, style) in theme.styles.iter().enumerate() {
                if i == Role::Border as usize {
                    continue;
                }
                let fg = style.fg.or(theme.ground.fg).expect("a colour");
                let ratio = contrast(fg, style.bg.unwrap_or(ground)).expect("rgb");
                assert!(ratio >= 4.5, "{name}, role {i}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn with_256_colours_no_true_colour_is_left_and_with_16_only_the_names() {
        let used =
            |theme: &Theme| theme.styles.map(|s| [s.fg, s.bg]).into_iter().flatten().flatten().collect::<Vec<_>>();
        for name in Theme::names() {
            assert!(used(Theme::shown(name, Colours::Indexed)).iter().all(|c| !matches!(c, Color::Rgb(..))), "{name}");
            let own = used(Theme::shown(name, Colours::Sixteen));
            assert!(own.iter().all(|c| !matches!(c, Color::Rgb(..) | Color::Indexed(_))), "{name}");
        }
        assert_eq!(nearest(Color::Rgb(255, 0, 0)), Color::Indexed(196));
        assert_eq!(nearest(Color::Rgb(128, 128, 128)), Color::Indexed(244));
    }

    #[test]
    fn without_colour_no_theme_colour_is_left() {
        let mono = Theme::named("mono");
        assert!(mono.styles.iter().all(|s| s.fg.is_none() && s.bg.is_none()));
        for name in Theme::names() {
            assert_eq!(Theme::shown(name, Colours::None).styles, mono.styles, "{name}");
        }
    }

    #[test]
    fn marks_differ_by_more_than_colour() {
        for name in Theme::names() {
            let theme = Theme::named(name);
            for role in [Role::Loaded, Role::Hit, Role::Marked, Role::Topic, Role::Naming, Role::Scare] {
                let style = theme.style(role);
                assert!(!style.add_modifier.is_empty() || style.bg.is_some(), "{name} {role:?}");
            }
        }
    }
}
