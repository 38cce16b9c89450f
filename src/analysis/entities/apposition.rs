//! What the words after a name say about its bearer: "Jane Roe, a Ukrainian analyst, said".

use super::{Entity, Gender, SourceType};
use crate::{
    analysis::{
        names::{Names, RoleUse},
        tokens::{Mark, Pos, Tokens},
    },
    text::fold::fold,
};

/// How many tokens after the comma are read.
const REACH: usize = 14;

/// Takes gender, office, source type and camp from the apposition that begins at token `at`, if one does.
pub(super) fn describe(text: &str, tokens: &Tokens, names: &Names, at: usize, e: &mut Entity) {
    if tokens.get(at).is_none_or(|t| t.mark != Mark::Comma) {
        return;
    }
    let opens = |i: usize| {
        tokens.get(i).is_some_and(|t| {
            matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Adjective | Pos::Name | Pos::Other | Pos::Pronoun)
        })
    };
    if !opens(at + 1) {
        return;
    }
    let (mut from, mut done) = (None, false);
    for i in at + 1..at + REACH {
        let Some(token) = tokens.get(i).filter(|t| t.is_word()) else { break };
        match token.pos {
            Pos::Verb | Pos::Auxiliary | Pos::Wh | Pos::Pronoun | Pos::Subordinator => break,
            Pos::Preposition => done = true,
            _ => {}
        }
        let word = token.span.of(text);
        if token.capital
            && let Some(camp) = names.phrases.camp(word)
            && e.camp.is_none()
            && !done
        {
            e.camp = Some(camp.to_owned());
        }
        if matches!(token.pos, Pos::Noun | Pos::Adjective | Pos::Other | Pos::Name) && !done {
            from = from.or(Some(token.span));
        }
        let Some(role) = names.role(&fold(word)).filter(|r| matches!(r.usage, RoleUse::Role)) else { continue };
        if done {
            continue;
        }
        if e.gender == Gender::Unknown {
            e.gender = role.gender;
        }
        if role.source != SourceType::Unknown {
            e.source_type = role.source;
        }
        e.office = Some(from.unwrap_or(token.span).join(token.span).of(text).to_owned());
    }
}
