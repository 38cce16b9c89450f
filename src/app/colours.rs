//! [`Colours`]: which colours the terminal has, as its environment says.

/// Which colours may be used on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// None at all: bold, underline, reverse, italic and dim say what colours say elsewhere.
    None,
    /// The terminal's own 16.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// All.
    #[default]
    True,
}

impl Colours {
    /// From the values of `NO_COLOR` (see no-color.org), `COLORTERM` and `TERM`.
    pub fn of(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or("");
        if no_color.is_some_and(|v| !v.is_empty()) || term == "dumb" {
            return Self::None;
        }
        if matches!(colorterm, Some("truecolor" | "24bit")) || term.ends_with("-direct") {
            return Self::True;
        }
        if term.contains("256color") { Self::Indexed } else { Self::Sixteen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_which_colours_there_are() {
        assert_eq!(Colours::of(Some("1"), Some("truecolor"), Some("xterm-256color")), Colours::None);
        assert_eq!(Colours::of(Some(""), Some("truecolor"), Some("xterm-256color")), Colours::True);
        assert_eq!(Colours::of(None, None, Some("xterm-direct")), Colours::True);
        assert_eq!(Colours::of(None, None, Some("tmux-256color")), Colours::Indexed);
        assert_eq!(Colours::of(None, None, Some("linux")), Colours::Sixteen);
        assert_eq!(Colours::of(None, None, None), Colours::Sixteen);
    }
}
