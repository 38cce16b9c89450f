//! What is looked at: the [`Lens`], the [`Panel`] with the focus, the [`Side`] of a pair, the [`Layers`] over a text.

use serde::{Deserialize, Serialize};

/// One way of looking at the corpus or at a pair. Digits choose it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lens {
    /// One row per article.
    #[default]
    Overview,
    /// Who is quoted.
    Voices,
    /// Loaded terms, reporting verbs, naming.
    Language,
    /// What is covered.
    Topics,
    /// Distinctive words, naming, omissions, aligned passages.
    Differences,
    /// Both texts in full.
    Text,
    /// Notes and bookmarks.
    Notes,
    /// One measure across all articles.
    Across,
    /// A whole story: matrices of its articles.
    Story,
}

impl Lens {
    /// All lenses in the order of their digits.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Voices,
        Self::Language,
        Self::Topics,
        Self::Differences,
        Self::Text,
        Self::Notes,
        Self::Across,
        Self::Story,
    ];

    /// The name on its tab.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Voices => "Voices",
            Self::Language => "Language",
            Self::Topics => "Topics",
            Self::Differences => "Differences",
            Self::Text => "Text",
            Self::Notes => "Notes",
            Self::Across => "Across",
            Self::Story => "Story",
        }
    }

    /// The name in commands and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Voices => "voices",
            Self::Language => "language",
            Self::Topics => "topics",
            Self::Differences => "differences",
            Self::Text => "text",
            Self::Notes => "notes",
            Self::Across => "across",
            Self::Story => "story",
        }
    }

    /// The lens of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.name() == name)
    }

    /// Its place in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether it shows a pair.
    pub const fn is_pair(self) -> bool {
        !matches!(self, Self::Overview | Self::Across | Self::Story)
    }

    /// Whether the briefing view draws it.
    pub const fn has_briefing(self) -> bool {
        matches!(self, Self::Voices | Self::Language | Self::Topics | Self::Differences)
    }

    /// The panels that can have the focus, in the order of `Tab`.
    pub const fn panels(self) -> &'static [Panel] {
        use Panel::{ListA, ListB, Table, TextA, TextB};
        match self {
            Self::Overview | Self::Across | Self::Story => &[Table],
            Self::Voices | Self::Language => &[ListA, ListB, Table, TextA, TextB],
            Self::Topics | Self::Differences | Self::Notes => &[Table, TextA, TextB],
            Self::Text => &[TextA, TextB],
        }
    }
}

/// A part of the screen that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Panel {
    /// The left list.
    ListA,
    /// The right list.
    ListB,
    /// The table over both sides.
    #[default]
    Table,
    /// The left text.
    TextA,
    /// The right text.
    TextB,
}

impl Panel {
    /// How many there are.
    pub const COUNT: usize = 5;

    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [Self::ListA, Self::ListB, Self::Table, Self::TextA, Self::TextB];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ListA => "list-a",
            Self::ListB => "list-b",
            Self::Table => "table",
            Self::TextA => "text-a",
            Self::TextB => "text-b",
        }
    }

    /// The side it belongs to, if it belongs to one.
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::ListA | Self::TextA => Some(Side::A),
            Self::ListB | Self::TextB => Some(Side::B),
            Self::Table => None,
        }
    }

    /// Whether it shows running text.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::TextA | Self::TextB)
    }

    /// The text panel of `side`.
    pub const fn text(side: Side) -> Self {
        match side {
            Side::A => Self::TextA,
            Side::B => Self::TextB,
        }
    }

    /// The same panel on the other side; the table stays.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::ListA => Self::ListB,
            Self::ListB => Self::ListA,
            Self::TextA => Self::TextB,
            Self::TextB => Self::TextA,
            Self::Table => Self::Table,
        }
    }
}

/// Left or right of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// Left.
    #[default]
    A,
    /// Right.
    B,
}

impl Side {
    /// Both, left first.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// 0 for left, 1 for right.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// `A` or `B`.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// Something marked in a text; `v` and a letter switches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Attributed quotations.
    Quotes,
    /// Scare quotes, terms and titles in marks.
    Scare,
    /// Indirect speech.
    Indirect,
    /// Loaded terms.
    Loaded,
    /// Topic cues.
    Topics,
    /// Naming choices.
    Naming,
    /// Lines that are not counted.
    Dropped,
}

impl Layer {
    /// All, in the order of the legend.
    pub const ALL: [Self; 7] =
        [Self::Quotes, Self::Scare, Self::Indirect, Self::Loaded, Self::Topics, Self::Naming, Self::Dropped];

    /// The letter in the legend and in the margin.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Quotes => "Q",
            Self::Scare => "S",
            Self::Indirect => "I",
            Self::Loaded => "L",
            Self::Topics => "T",
            Self::Naming => "N",
            Self::Dropped => "x",
        }
    }

    /// The name in the legend.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Scare => "scare",
            Self::Indirect => "indirect",
            Self::Loaded => "loaded",
            Self::Topics => "topics",
            Self::Naming => "naming",
            Self::Dropped => "dropped lines",
        }
    }
}

/// Which layers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Layers(u8);

impl Default for Layers {
    fn default() -> Self {
        let mut layers = Self(0);
        for layer in [Layer::Quotes, Layer::Scare, Layer::Loaded] {
            layers.toggle(layer);
        }
        layers
    }
}

impl Layers {
    /// Whether `layer` is shown.
    pub const fn has(self, layer: Layer) -> bool {
        self.0 & (1 << layer as u8) != 0
    }

    /// Shows or hides `layer`.
    pub const fn toggle(&mut self, layer: Layer) {
        self.0 ^= 1 << layer as u8;
    }
}

/// How much room the focused panel takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// The designed layout.
    #[default]
    Normal,
    /// More than half.
    Half,
    /// All of it.
    Full,
}
