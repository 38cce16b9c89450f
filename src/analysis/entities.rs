//! People, bodies, places and groups: their mentions, gathered under one canonical name.

use serde::{Deserialize, Serialize};

use super::{Lists, tokens::Tokens};
use crate::{
    articles::{Article, Document},
    text::Span,
};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// One human being.
    Person,
    /// A party, a company, a ministry, an army.
    Organisation,
    /// A country, a city, a region. May speak ("Moscow said").
    Place,
    /// Several people without a name: "officials", "two diplomats".
    Group,
    /// One person without a name: "a senior official".
    Unnamed,
    /// A statement, a report, a law.
    Document,
}

/// What kind of source a speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceType {
    /// Holds or speaks for a public office.
    Official,
    /// A government, a ministry, "officials".
    CollectiveOfficial,
    /// Scholar, analyst, think tank.
    Expert,
    /// Another outlet or a journalist.
    Media,
    /// A paper, a statement, a law.
    Document,
    /// A person concerned, a witness, a voter.
    Citizen,
    /// Without a name.
    Anonymous,
    /// Not known.
    #[default]
    Unknown,
}

/// Somebody or something named, with all its mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The canonical name: the fullest one in the article, titles stripped.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// What kind of source it is.
    pub source_type: SourceType,
    /// Office or role, as the text gives it.
    pub office: Option<String>,
    /// The side it belongs to: from the user, the project file, or country data.
    pub camp: Option<String>,
    /// Other forms found in the text.
    pub aliases: Vec<String>,
    /// Every mention by name or noun (pronouns are in the attributions).
    pub mentions: Vec<Span>,
    /// Whether name, camp or type was set by hand.
    pub edited: bool,
}

/// Finds the entities of the body and the headline.
pub fn find(_article: &Article, _document: &Document, _tokens: &Tokens, _lists: &Lists) -> Vec<Entity> {
    Vec::new()
}
