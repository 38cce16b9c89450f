//! Who says what in the headline.
//!
//! A headline is no body text and counts in no figure, yet it is where most readers meet a claim: whose it is, is found
//! there by the same models. The speaker is somebody whom the body names, else nobody.

use super::{
    Lists,
    attributions::{self, Attribution, model::Model},
    entities::{Entity, EntityKind},
    profile::Confidence,
    quotations, tokens,
};
use crate::{
    articles::{Article, Document, Role},
    text::{fold::fold, words},
};

/// Why a speaker of the headline is who it is.
const NAMED: &str = "; the body names the source of the headline";

/// The attributions of the headline; `entities` are those of the body.
pub fn find(article: &Article, entities: &[Entity], lists: &Lists) -> Vec<Attribution> {
    find_with(article, entities, lists, &Model::builtin())
}

/// The same with another model; the trainer measures by it.
pub fn find_with(article: &Article, entities: &[Entity], lists: &Lists, model: &Model) -> Vec<Attribution> {
    let document = Document::of_lines(article, |role| role == Role::Headline);
    if document.sentences.is_empty() || article.is_foreign() {
        return Vec::new();
    }
    let tokens = tokens::tokenize(article, &document, lists);
    let quotations = quotations::find(article, &document);
    let mut found = attributions::find_with(article, &document, &tokens, &quotations, lists, model);
    for a in &mut found {
        let Some(speaker) = a.source.and_then(|source| speaker(article.slice(source), entities)) else { continue };
        a.speaker = Some(speaker);
        a.confidence = Confidence::Likely;
        a.why.push_str(NAMED);
    }
    found
}

/// The entity in whose name the source ends: all of it, another form of it, or a person's last name. Of several the one
/// that the body names most.
fn speaker(source: &str, entities: &[Entity]) -> Option<u32> {
    let source = words_of(source);
    let named = entities.iter().enumerate().filter(|(_, e)| goes_by(e, &source));
    named.max_by_key(|(i, e)| (e.mentions.len(), std::cmp::Reverse(*i))).map(|(i, _)| i as u32)
}

/// Only a name whose last word fits is cut into words: there are many names and few that fit.
fn goes_by(e: &Entity, source: &[String]) -> bool {
    let Some(last) = source.last() else { return false };
    let mut names = std::iter::once(&e.name).chain(&e.aliases).filter(|name| bare(last_word(name)) == *last);
    let person = e.kind == EntityKind::Person && bare(last_word(&e.name)) == *last;
    person || names.any(|name| source.ends_with(&words_of(name)))
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// The words in one form.
fn words_of(text: &str) -> Vec<String> {
    words::words(text).map(|span| bare(span.of(text))).collect()
}

/// A word folded, without marks at its ends and the mark of the owner.
fn bare(word: &str) -> String {
    let folded = fold(word);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Profile, analyze, testing::article_of};

    fn profile_titled(title: &str, body: &str) -> (Article, Profile) {
        let article = article_of(&format!("{title}\n{body}"), &[Role::Headline]);
        let profile = analyze(&article, &Lists::builtin());
        (article, profile)
    }

    fn says(title: &str, body: &str) -> Vec<(Option<String>, String)> {
        let (article, profile) = profile_titled(title, body);
        let name = |p: &Profile, i: Option<u32>| i.and_then(|i| p.entities.get(i as usize)).map(|e| e.name.clone());
        let content = |a: &Attribution| a.content.iter().map(|s| article.slice(*s)).collect::<Vec<_>>().join(" … ");
        profile.headline.iter().map(|a| (name(&profile, a.speaker), content(a))).collect()
    }

    const BODY: &str = "Mayor Jane Roe spoke to reporters on Friday. The council met again after the summer.";

    #[test]
    fn the_headline_tells_whose_claim_it_is() {
        let got = says("Roe says the bridge will be closed for years", BODY);
        assert_eq!(got, [(Some("Jane Roe".to_owned()), "the bridge will be closed for years".to_owned())]);
    }

    #[test]
    fn who_is_not_in_the_body_stays_unnamed() {
        let got = says("Residents say the bridge will be closed for years", BODY);
        assert_eq!(got.first().map(|(who, _)| who.clone()), Some(None));
    }

    #[test]
    fn a_headline_without_a_claim_attributes_nothing() {
        assert!(says("Bridge closed for years after the storm", BODY).is_empty());
    }

    #[test]
    fn what_the_headline_attributes_is_no_part_of_the_body_figures() {
        let (article, profile) = profile_titled("Roe says the bridge will be closed for years", BODY);
        assert!(
            profile
                .attributions
                .iter()
                .flat_map(|a| &a.content)
                .all(|c| c.start > article.headline_span().map_or(0, |s| s.end))
        );
        assert_eq!(profile.headline.len(), 1);
    }
}
