//! The reasons for a speaker, as `explain` prints them: one name for each rule, so that the tests can see that every one has
//! a text where it fires and one where it must not.

pub(super) const NAMED: &str = "the source is named";
pub(super) const SHARED_NAME: &str = "the source is named, by a name that several people here bear";
pub(super) const BESIDE_OFFICE: &str = "the source is named beside its office";
pub(super) const APPOSITION: &str = "the source describes whom the name before it names";
pub(super) const SEVERAL_UNNAMED: &str = "several people without a name";
pub(super) const SOMEBODY_UNNAMED: &str = "somebody without a name";
pub(super) const JOINT: &str = "several who say it together count as one joint source";
pub(super) const CITED: &str = "cited by the outlet that carries it";
pub(super) const NOT_FOUND: &str = "who that is was not found";
pub(super) const PRONOUN_BY_FAR: &str = "the pronoun fits one name before it by far the best";
pub(super) const PRONOUN_AMONG_SEVERAL: &str = "the pronoun fits several names before it, this one best";
pub(super) const PRONOUN_UNNAMED: &str = "the pronoun means who spoke last, somebody without a name";
pub(super) const PRONOUN_SPOKE_LAST: &str = "the pronoun means who spoke last";
pub(super) const PLURAL_SUBJECT: &str = "the pronoun means the people that the sentence before is about";
pub(super) const INTERVIEWEE: &str = "who answers is the only person named before the questions";
pub(super) const TURN: &str = "who asks or answers is not named";
pub(super) const RELATIVE: &str = "“who” means the name before it";
pub(super) const OFFICE_HOLDER: &str = "the office means the person who holds it";
pub(super) const VERB_SOURCE_AFTER: &str = "verb and source after the quotation";
pub(super) const SOURCE_VERB_AFTER: &str = "source and verb after the quotation";
pub(super) const SOURCE_VERB_BEFORE: &str = "source and verb before the quotation";
pub(super) const UNCLOSED: &str = "verb and source within a quotation that no mark closes";
pub(super) const IN_THE_WORDS_OF: &str = "“in the words of” its source";
pub(super) const IN_CLAUSE: &str = "within a clause of reported speech";
pub(super) const NAME_COLON: &str = "name and colon before the quotation";
pub(super) const SUBJECT_COLON: &str = "subject of the sentence before the colon";
pub(super) const LABEL: &str = "name and colon open the quotation, as in a transcript";
pub(super) const NAME_DASH: &str = "name after a dash that follows the quotation";
pub(super) const RESUMES: &str = "goes on after its attribution";
pub(super) const REOPENED: &str = "continues the quotation of the paragraph before";
pub(super) const AFTER_QUOTATION: &str = "goes on after the quotation before it";
pub(super) const IN_SENTENCE: &str = "the speaker of its sentence goes on";
pub(super) const PARAGRAPH_COLON: &str = "the paragraph before introduces it with a colon";
pub(super) const PARAGRAPH_SPEAKER: &str = "the speaker of the paragraph before goes on";
pub(super) const PARAGRAPH_QUOTED: &str = "goes on after the paragraph before";
pub(super) const SENTENCE_SUBJECT: &str = "subject of the sentence before";
pub(super) const SENTENCE_SPEAKER: &str = "the speaker of the sentence before goes on";
pub(super) const NOBODY: &str = "nobody is found who says it";
pub(super) const SPEAKER_NOT_FOUND: &str = "quoted speech; speaker not found";
pub(super) const KNOWN_NAME: &str = "a name that it goes by, not the source’s words";
pub(super) const DEED: &str = "the verb tells a deed, so that few words in marks are a term";
pub(super) const CANNOT_SPEAK: &str = "what stands for a source cannot speak, so that few words in marks are a term";
pub(super) const WITHIN_THOUGHT: &str = "few words in marks within a thought or an intention, which nobody spoke";
pub(super) const OWNED: &str = "a term with an owner: “somebody’s “…””";

/// All of them.
#[cfg(test)]
pub(super) const ALL: &[&str] = &[
    NAMED,
    SHARED_NAME,
    BESIDE_OFFICE,
    APPOSITION,
    SEVERAL_UNNAMED,
    SOMEBODY_UNNAMED,
    JOINT,
    CITED,
    NOT_FOUND,
    PRONOUN_BY_FAR,
    PRONOUN_AMONG_SEVERAL,
    PRONOUN_UNNAMED,
    PRONOUN_SPOKE_LAST,
    PLURAL_SUBJECT,
    INTERVIEWEE,
    TURN,
    RELATIVE,
    OFFICE_HOLDER,
    VERB_SOURCE_AFTER,
    SOURCE_VERB_AFTER,
    SOURCE_VERB_BEFORE,
    UNCLOSED,
    IN_THE_WORDS_OF,
    IN_CLAUSE,
    NAME_COLON,
    SUBJECT_COLON,
    LABEL,
    NAME_DASH,
    RESUMES,
    REOPENED,
    AFTER_QUOTATION,
    IN_SENTENCE,
    PARAGRAPH_COLON,
    PARAGRAPH_SPEAKER,
    PARAGRAPH_QUOTED,
    SENTENCE_SUBJECT,
    SENTENCE_SPEAKER,
    NOBODY,
    SPEAKER_NOT_FOUND,
    KNOWN_NAME,
    DEED,
    CANNOT_SPEAK,
    WITHIN_THOUGHT,
    OWNED,
];
