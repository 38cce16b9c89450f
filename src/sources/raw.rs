//! [`RawArticle`]: what a reader hands on, before any line has a role.

/// What kind of input a text came from; it decides how boldly lines are taken for something else than body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A text file, perhaps scraped from a page with everything around the article.
    #[default]
    Dump,
    /// A field of a record, or a text behind front matter: mostly clean already.
    Record,
    /// The main text of a page, found by its markup.
    Page,
    /// All text of a page in which no main text was found.
    WholePage,
    /// A section of an export whose own marks say where the body starts and ends.
    Export,
}

/// What markup or an export says about one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The title of the article.
    Headline,
    /// A heading inside the article.
    Heading,
    /// Text of a picture or table.
    Caption,
    /// An item of a list.
    List,
    /// A line of a block quotation.
    Quote,
    /// A quotation repeated for display.
    PullQuote,
    /// Who wrote it.
    Byline,
    /// When it was published.
    DateLine,
    /// Data about the article.
    Metadata,
    /// Outside the marks of the article.
    Outside,
    /// Running text, stated to be so.
    Body,
    /// A line made of nothing but links.
    Links,
}

/// Which metadata a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GivenKind {
    /// The headline.
    Title,
    /// Who published it.
    Outlet,
    /// When it was published, as written.
    Date,
    /// Who wrote it.
    Author,
    /// Its address.
    Url,
    /// Its language.
    Language,
}

/// A value that came with the text rather than in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Given {
    /// Which metadata it is for.
    pub kind: GivenKind,
    /// The value as written.
    pub value: String,
    /// Where it stood, for instance `field "source"` or `JSON-LD datePublished`.
    pub place: String,
    /// Whether it was concluded rather than stated (a date in an address, say).
    pub guess: bool,
}

/// One text as decoded, with what its container says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RawArticle {
    /// The id given in the input, else the file name without its endings.
    pub id: String,
    /// Where it came from, for display.
    pub file: String,
    /// The text; offsets point into it for ever.
    pub text: String,
    /// What kind of input it is.
    pub origin: Origin,
    /// Hints for lines, as (line number from 1, hint), in order.
    pub hints: Vec<(u32, Hint)>,
    /// Metadata that came with the text, the most trusted first within a kind.
    pub given: Vec<Given>,
    /// What the reader should know about how it was read.
    pub notices: Vec<String>,
}

impl RawArticle {
    /// Adds a value that came with the text, unless it is blank.
    pub fn give(&mut self, kind: GivenKind, value: &str, place: impl Into<String>) {
        self.push_given(kind, value, place.into(), false);
    }

    /// Adds a value that was concluded rather than stated.
    pub fn guess(&mut self, kind: GivenKind, value: &str, place: impl Into<String>) {
        self.push_given(kind, value, place.into(), true);
    }

    fn push_given(&mut self, kind: GivenKind, value: &str, place: String, guess: bool) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.given.push(Given { kind, value, place, guess });
        }
    }

    /// The first value of a kind.
    pub fn first(&self, kind: GivenKind) -> Option<&Given> {
        self.given.iter().find(|g| g.kind == kind)
    }
}
