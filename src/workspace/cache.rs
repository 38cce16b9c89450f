//! [`Cache`]: what was measured in a corpus, kept so that an unchanged article is not measured again.
//!
//! One file a corpus in the cache folder. It holds, under a hash of all that was read of an article, its lines, its
//! metadata and its profile. The file is good for one program file, one set of word lists and one project file; any other,
//! and one that is damaged, is ignored and made anew. It is written beside and renamed, so that it is whole or not there.
//!
//! ```text
//! magic (16 bytes), stamp (32)
//! entries: key (32), length (u32), checksum (u32), length of the head (u32), what postcard makes of `Kept`, the packed profile
//! ```

use std::{
    collections::HashMap,
    fs::{self, File},
    hash::{Hash, Hasher},
    io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

use flate2::Crc;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::{
    analysis::{Packed, Profile, packed},
    articles::{Article, Line, Metadata, Notice},
    sources::RawArticle,
    text::Span,
};

/// What a cache file starts with; the digit counts the changes of the layout.
const MAGIC: &[u8; 16] = b"parallax cache 2";

/// Length of magic and stamp, and of the head of an entry, in bytes.
const HEAD: u64 = 48;
const ENTRY: u64 = 40;

/// Corpora of fewer articles are measured in a moment and not kept.
const LEAST: usize = 100;

/// The most bytes of one cache file, and of all together; the oldest files go first.
const MOST: u64 = 1 << 29;
const MOST_OF_ALL: u64 = 1 << 30;

/// What the name of a file starts with that is not finished.
const UNFINISHED: &str = ".unfinished-";

/// Under what an article is kept: a hash of its text and of all that its reader said about it.
pub type Key = [u8; 32];

/// What is kept of an article besides its text.
#[derive(Serialize, Deserialize)]
struct Kept<A, L, N> {
    id: A,
    file: A,
    lines: L,
    /// As JSON: its tagged fields cannot be read from a format that does not name them.
    meta: String,
    notices: N,
}

type Owned = Kept<String, Vec<Line>, Vec<Notice>>;

/// Where an entry stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    at: u64,
    length: u32,
    checksum: u32,
}

/// What is known about a corpus, and what is new about it.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    old: Option<File>,
    index: HashMap<Key, Place>,
    /// Entries of the old file that are still of use.
    used: Vec<Key>,
    /// New entries as the file will hold them.
    new: BufWriter<NamedTempFile>,
    fresh: usize,
    size: u64,
}

/// The key of an article as it was read.
pub fn key(raw: &RawArticle) -> Key {
    struct Sha(Sha256);
    impl Hasher for Sha {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }
        fn finish(&self) -> u64 {
            0
        }
    }
    let mut hasher = Sha(Sha256::new());
    raw.hash(&mut hasher);
    hasher.0.finalize().into()
}

/// What is kept of an article and its packed profile; `None` if it cannot be written down.
pub fn encode(article: &Article, packed: &[u8]) -> Option<Vec<u8>> {
    let kept = Kept {
        id: &article.id,
        file: &article.file,
        lines: &article.lines,
        meta: serde_json::to_string(&article.meta).ok()?,
        notices: &article.notices,
    };
    let head = postcard::to_stdvec(&kept).ok()?;
    let length = u32::try_from(head.len()).ok()?.to_le_bytes();
    Some([&length, head.as_slice(), packed].concat())
}

/// The article and the profile that `bytes` hold, if they are whole and fit the text. A profile that is to be kept
/// stays packed.
pub fn decode(bytes: &[u8], text: &str, kept: bool) -> Option<(Article, Packed)> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (head, folded) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let Kept { id, file, lines, meta, notices }: Owned = postcard::from_bytes(head).ok()?;
    let meta: Metadata = serde_json::from_str(&meta).ok()?;
    let lines = lines.into_iter().map(Line::lean).collect();
    let article = Article { id, file, text: Arc::from(text), lines, meta, notices };
    let profile = packed::unfold(folded)?;
    if !fits(&article, &profile) {
        return None;
    }
    let packed = if kept { Packed::folded(profile, folded.to_vec()) } else { Packed::whole(Arc::new(profile)) };
    Some((article, packed))
}

/// Whether every place that is kept lies in the text, on character boundaries.
fn fits(article: &Article, profile: &Profile) -> bool {
    let lines = article.lines.iter().map(|l| l.span);
    let mut all = lines.chain(profile.document.words.iter().copied()).chain(profile.spans());
    all.all(|s: Span| article.text.get(s.range()).is_some())
}

impl Cache {
    /// The cache in `folder` of the corpus called `name`, for what `depends` says besides the texts: word lists, project.
    /// `None` where none can be kept.
    pub fn open(folder: &Path, name: &str, depends: &str) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        let path = folder.join(format!("{name}.cache"));
        let stamp = stamp(depends)?;
        let (old, index) = File::open(&path).ok().and_then(|file| read_index(file, &stamp)).unzip();
        drop_abandoned(folder);
        let mut new = BufWriter::new(tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).ok()?);
        new.write_all(MAGIC).and_then(|()| new.write_all(&stamp)).ok()?;
        Some(Self { path, old, index: index.unwrap_or_default(), used: Vec::new(), new, fresh: 0, size: HEAD })
    }

    /// What is known under `key` about the article that was read as `raw`.
    pub fn get(&mut self, key: Key, raw: &RawArticle, kept: bool) -> Option<(Article, Packed)> {
        let found = decode(&self.bytes(key)?, &raw.text, kept)?;
        self.used.push(key);
        Some(found)
    }

    /// The entry under `key`, if it is undamaged.
    fn bytes(&mut self, key: Key) -> Option<Vec<u8>> {
        let place = *self.index.get(&key)?;
        let file = self.old.as_mut()?;
        file.seek(SeekFrom::Start(place.at)).ok()?;
        let mut bytes = vec![0; place.length as usize];
        file.read_exact(&mut bytes).ok()?;
        (checksum(&bytes) == place.checksum).then_some(bytes)
    }

    /// Keeps what [`encode`] made.
    pub fn put(&mut self, key: Key, kept: &[u8]) {
        if self.size < MOST && self.append(key, kept).is_ok() {
            self.fresh += 1;
        }
    }

    fn append(&mut self, key: Key, kept: &[u8]) -> io::Result<()> {
        let length = u32::try_from(kept.len()).map_err(io::Error::other)?;
        self.new.write_all(&key)?;
        self.new.write_all(&length.to_le_bytes())?;
        self.new.write_all(&checksum(kept).to_le_bytes())?;
        self.size += ENTRY + u64::from(length);
        self.new.write_all(kept)
    }

    /// Writes the cache of the next time, if there is something new in it. An error costs nothing but time then.
    pub fn finish(mut self) {
        let stale = self.used.len() < self.index.len() / 2;
        if self.fresh + self.used.len() < LEAST || (self.fresh == 0 && !stale) {
            return;
        }
        for key in std::mem::take(&mut self.used) {
            let Some(bytes) = self.bytes(key) else { continue };
            if self.size >= MOST || self.append(key, &bytes).is_err() {
                break;
            }
        }
        let Ok(file) = self.new.into_inner() else { return };
        if file.persist(&self.path).is_ok()
            && let Some(folder) = self.path.parent()
        {
            drop_oldest(folder, MOST_OF_ALL);
        }
    }
}

/// What a cache is good for: this file of the program, and what `depends` says.
fn stamp(depends: &str) -> Option<Key> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let made = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(program.len().to_le_bytes());
    hash.update(made.as_nanos().to_le_bytes());
    hash.update(depends);
    Some(hash.finalize().into())
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Where the entries of a cache file stand, up to the first that is cut off; `None` for a file that is none of ours.
fn read_index(file: File, stamp: &Key) -> Option<(File, HashMap<Key, Place>)> {
    let size = file.metadata().ok()?.len();
    let mut from = BufReader::new(file);
    let mut head = [0; HEAD as usize];
    from.read_exact(&mut head).ok()?;
    if !head.starts_with(MAGIC) || !head.ends_with(stamp) {
        return None;
    }
    let (mut index, mut at) = (HashMap::new(), HEAD);
    while let Some((key, place)) = entry(&mut from, at) {
        at = place.at + u64::from(place.length);
        if at > size || from.seek_relative(i64::from(place.length)).is_err() {
            break;
        }
        index.insert(key, place);
    }
    Some((from.into_inner(), index))
}

/// The head of the entry at byte `at`.
fn entry(from: &mut impl Read, at: u64) -> Option<(Key, Place)> {
    let (mut key, mut length, mut checksum) = ([0; 32], [0; 4], [0; 4]);
    from.read_exact(&mut key).ok()?;
    from.read_exact(&mut length).ok()?;
    from.read_exact(&mut checksum).ok()?;
    let (length, checksum) = (u32::from_le_bytes(length), u32::from_le_bytes(checksum));
    Some((key, Place { at: at + ENTRY, length, checksum }))
}

/// Removes what a program that was killed has left.
fn drop_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().ok().and_then(|m| m.modified().ok()?.elapsed().ok());
        let unfinished = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        if unfinished && age.is_some_and(|a| a > Duration::from_secs(24 * 60 * 60)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes the cache files that were written longest ago, until all together are no larger than `most`.
fn drop_oldest(folder: &Path, most: u64) {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let ours = files.filter(|p| p.extension().is_some_and(|e| e == "cache"));
    let mut ours: Vec<_> =
        ours.filter_map(|p| fs::metadata(&p).ok().and_then(|m| Some((m.modified().ok()?, m.len(), p)))).collect();
    ours.sort();
    let mut total: u64 = ours.iter().map(|(_, size, _)| size).sum();
    for (_, size, path) in ours {
        if total <= most {
            return;
        }
        total -= size;
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
#[path = "cache_tests.rs"]
mod tests;
