//! People, bodies, places and groups: their mentions, gathered under one canonical name.

mod apposition;
mod gather;
mod scan;
mod surnames;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Lists, tokens::Tokens};
use crate::{articles::Article, text::Span};

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

/// The gender that pronouns and titles tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
    /// Not told, or not one.
    #[default]
    Unknown,
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
    /// What its given name, its title or a pronoun tells.
    pub gender: Gender,
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

/// One place where an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name, without titles.
    pub span: Span,
    /// With the titles and roles before it.
    pub full: Span,
    /// Index into the entities.
    pub entity: u32,
    /// Index of its first token.
    pub token: u32,
    /// Index of its sentence.
    pub sentence: u32,
    /// Whether it is a name alone that several people in the article bear.
    pub shared: bool,
}

/// The entities of an article and where they are named, both in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// In order of their first mention.
    pub entities: Vec<Entity>,
    /// In order of the text.
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// The mentions that overlap `span`.
    pub fn inside(&self, span: Span) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.span.end <= span.start);
        let to = self.mentions.partition_point(|m| m.span.start < span.end);
        self.mentions.get(from..to.max(from)).unwrap_or(&[])
    }
}

/// Finds the entities of the body.
pub fn find(article: &Article, tokens: &Tokens, lists: &Lists) -> Cast {
    let found = scan::scan(&article.text, tokens, lists);
    gather::gather(&article.text, tokens, found, &lists.names)
}
