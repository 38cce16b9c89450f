//! [`Role`]: what a line of a file is.

use serde::{Deserialize, Serialize};

/// What a line of a file is. Only [`Role::Body`], [`Role::List`] and [`Role::BlockQuote`] are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Running text of the article.
    Body,
    /// The article's title.
    Headline,
    /// A summary between headline and body.
    StandFirst,
    /// Who wrote it.
    Byline,
    /// When it was published.
    DateLine,
    /// Section names, breadcrumbs, tags and other data about the article.
    Metadata,
    /// Text that belongs to a picture.
    Caption,
    /// A title inside the article.
    Heading,
    /// An item of a list that is part of the text.
    List,
    /// A quotation set as a block of its own.
    BlockQuote,
    /// A sentence of the body repeated for display.
    PullQuote,
    /// Anything that belongs to the site and not to the article.
    Boilerplate,
    /// A line without text.
    Blank,
}

impl Role {
    /// Whether the words of such a line are counted.
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Body | Self::List | Self::BlockQuote)
    }

    /// The name used on screen and in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Headline => "headline",
            Self::StandFirst => "stand_first",
            Self::Byline => "byline",
            Self::DateLine => "date_line",
            Self::Metadata => "metadata",
            Self::Caption => "caption",
            Self::Heading => "heading",
            Self::List => "list",
            Self::BlockQuote => "block_quote",
            Self::PullQuote => "pull_quote",
            Self::Boilerplate => "boilerplate",
            Self::Blank => "blank",
        }
    }
}
