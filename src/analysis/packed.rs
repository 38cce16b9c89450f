//! [`Packed`]: a profile as a corpus keeps it. Of ten thousand articles a few are looked at; the others wait in a
//! seventh of the room, and what is opened again is what was measured, bit for bit.

use std::{
    io::{Read, Write},
    sync::Arc,
};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use super::{Profile, genre::Genre};

/// A profile of more packed bytes stays whole: opening it would be felt.
const LARGEST: usize = 1 << 18;

/// The most bytes that a packed profile may unfold to.
const MOST: u64 = 1 << 28;

/// The profile of one article, packed, with the little that tables of all articles show.
#[derive(Clone, Debug, PartialEq)]
pub struct Packed {
    /// What kind of text it is.
    pub genre: Genre,
    /// Words of the body.
    pub words: usize,
    /// How many corrections by hand are in force.
    pub edits: usize,
    form: Form,
}

#[derive(Clone, Debug, PartialEq)]
enum Form {
    Whole(Arc<Profile>),
    Bytes(Box<[u8]>),
}

impl Packed {
    /// A profile that is kept as it is: opening it costs nothing.
    pub fn whole(profile: Arc<Profile>) -> Self {
        let (genre, words, edits) = (profile.genre.clone(), profile.document.words.len(), profile.edits);
        Self { genre, words, edits, form: Form::Whole(profile) }
    }

    /// A profile packed; a very large one stays whole.
    pub fn of(profile: Profile) -> Self {
        match fold(&profile) {
            Some(bytes) => Self::folded(profile, bytes),
            None => Self::whole(Arc::new(profile)),
        }
    }

    /// A profile with the bytes that [`fold`] made of it.
    pub fn folded(profile: Profile, bytes: Vec<u8>) -> Self {
        if bytes.len() > LARGEST {
            return Self::whole(Arc::new(profile));
        }
        let (words, edits) = (profile.document.words.len(), profile.edits);
        Self { words, edits, form: Form::Bytes(bytes.into()), genre: profile.genre }
    }

    /// The whole profile. It takes about a tenth of a millisecond where it is packed.
    pub fn open(&self) -> Arc<Profile> {
        match &self.form {
            Form::Whole(profile) => Arc::clone(profile),
            // What this program packed itself opens; there is no other way to come by packed bytes.
            Form::Bytes(bytes) => Arc::new(unfold(bytes).unwrap_or_default()),
        }
    }
}

/// A profile as bytes; `None` if it cannot be written down.
pub fn fold(profile: &Profile) -> Option<Vec<u8>> {
    let plain = postcard::to_stdvec(profile).ok()?;
    let mut out = DeflateEncoder::new(Vec::with_capacity(plain.len() / 2), Compression::fast());
    out.write_all(&plain).ok()?;
    out.finish().ok()
}

/// The profile that [`fold`] made `bytes` of; `None` if they are none.
pub fn unfold(bytes: &[u8]) -> Option<Profile> {
    let mut plain = Vec::with_capacity(bytes.len() * 3);
    DeflateDecoder::new(bytes).take(MOST).read_to_end(&mut plain).ok()?;
    postcard::from_bytes(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Lists, analyze, testing::article};

    fn profile() -> Profile {
        let text = "Ministers slammed the “disastrous” plan. “We had no choice,” said Mayor Ann Reed, who claimed that \
                    two slots were lost. Critics accused the regime of a cover-up, according to Reuters.";
        analyze(&article(text), &Lists::builtin())
    }

    #[test]
    fn what_was_packed_opens_unchanged() {
        let profile = profile();
        assert!(!profile.quotations.is_empty() && !profile.loaded.is_empty(), "there is something to lose");
        let packed = Packed::of(profile.clone());
        assert_eq!(*packed.open(), profile);
        assert_eq!((packed.words, packed.edits, &packed.genre), (profile.voices.body_words(), 0, &profile.genre));
    }

    #[test]
    fn a_whole_profile_is_not_copied() {
        let profile = Arc::new(profile());
        assert!(Arc::ptr_eq(&Packed::whole(Arc::clone(&profile)).open(), &profile));
    }

    #[test]
    fn a_very_large_profile_stays_whole() {
        let profile = profile();
        let packed = Packed::folded(profile.clone(), vec![0; LARGEST + 1]);
        assert_eq!(*packed.open(), profile);
    }

    #[test]
    fn bytes_that_are_no_profile_do_not_unfold() {
        let good = fold(&profile()).unwrap();
        assert!(unfold(&[]).is_none() && unfold(b"no profile").is_none());
        assert!(unfold(good.get(..good.len() / 2).unwrap()).is_none());
    }
}
