//! [`Lists`]: the word lists that the passes read.
//!
//! The built-in lists are files in `assets/`, embedded in the binary. A user's file of the same form is merged over
//! them: an entry of the same name replaces the built-in one, `off = true` removes it. Later files win, so the caller
//! gives those of the configuration folder first and those beside the corpus last.
//!
//! To add a list: a field, a line in [`Lists::builtin`], a line in [`Lists::merge`], a line in [`Lists::editions`].

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, LazyLock},
    thread,
};

use sha2::{Digest, Sha256};

use super::{
    cues::{self, Verbs},
    lexicon::Lexicon,
    loaded::{HandTerm, Lexicon as Loaded},
    names::Names,
    phrases::{CueFile, Group, Kind, Matcher, Owner},
    topics::TopicLayer,
};

/// A mistake in a list file: what, where, how to fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListError {
    /// The file as its author knows it.
    pub origin: String,
    /// Line and column, 1-based, where known.
    pub position: Option<(usize, usize)>,
    /// What is wrong and how to fix it.
    pub message: String,
}

impl ListError {
    /// The mistake that parsing `text` brought up.
    pub fn of(error: &toml::de::Error, text: &str, origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            position: error.span().map(|s| position(text, s.start)),
            message: with_hint(error.message()),
        }
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.origin, self.message),
            None => write!(f, "{}: {}", self.origin, self.message),
        }
    }
}

impl std::error::Error for ListError {}

/// Parses a TOML list file; an error carries line and column.
pub fn parse_toml<T: serde::de::DeserializeOwned>(text: &str, origin: &str) -> Result<T, ListError> {
    toml::from_str(text).map_err(|e| ListError::of(&e, text, origin))
}

/// Line and column (1-based, in characters) of byte `offset`.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}

/// Adds "did you mean" to a message of the form "unknown field `x`, expected one of `a`, `b`".
fn with_hint(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let hint = names.next().filter(|_| message.starts_with("unknown")).and_then(|given| nearest(given, names));
    hint.map_or_else(|| message.to_owned(), |name| format!("{message}; did you mean `{name}`?"))
}

/// The candidate that differs least from `given`, if it differs little.
pub fn nearest<'a>(given: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, best) = candidates.map(|c| (edits(given, c), c)).min_by_key(|&(d, _)| d)?;
    (distance <= 2.max(given.chars().count() / 3)).then_some(best)
}

/// How many insertions, deletions and replacements part two short words.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = (corner + usize::from(x != *y)).min(*cell + 1).min(left + 1);
            corner = std::mem::replace(cell, best);
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Which list a file belongs to: the stem of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListName {
    /// `topics.toml`
    Topics,
    /// `frames.toml`
    Frames,
    /// `naming.toml`
    Naming,
    /// `layers.toml`
    Layers,
    /// `stance.toml`
    Stance,
    /// `genre.toml`
    Genre,
    /// `reporting_verbs.toml`
    ReportingVerbs,
    /// `loaded.toml`, merged over the lists in `assets/lexicon`
    Loaded,
}

impl ListName {
    /// All lists, in the order of the editions.
    pub const ALL: [Self; 8] = [
        Self::Topics,
        Self::Frames,
        Self::Naming,
        Self::Layers,
        Self::Stance,
        Self::Genre,
        Self::ReportingVerbs,
        Self::Loaded,
    ];

    /// The stem of the file's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Frames => "frames",
            Self::Naming => "naming",
            Self::Layers => "layers",
            Self::Stance => "stance",
            Self::Genre => "genre",
            Self::ReportingVerbs => "reporting_verbs",
            Self::Loaded => "loaded",
        }
    }

    /// The list of that name; the error names the lists there are.
    pub fn parse(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|l| l.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|l| l.name()).collect();
            format!("no list is called `{name}`; there are {}", names.join(", "))
        })
    }

    const fn asset(self) -> &'static str {
        match self {
            Self::Topics => include_str!("../../assets/topics.toml"),
            Self::Frames => include_str!("../../assets/frames.toml"),
            Self::Naming => include_str!("../../assets/naming.toml"),
            Self::Layers => include_str!("../../assets/layers.toml"),
            Self::Stance => include_str!("../../assets/stance.toml"),
            Self::Genre => include_str!("../../assets/genre.toml"),
            Self::ReportingVerbs => cues::BUILTIN,
            Self::Loaded => "",
        }
    }
}

/// What a project file may hold at its top level: its own keys, and the tables that are word lists.
const PROJECT_TABLES: &[&str] = &["name", "article", "topic", "concept", "camp", "alias", "term"];

/// Refuses a top-level key of a project file that is none of [`PROJECT_TABLES`].
#[expect(clippy::zero_sized_map_values, reason = "only the keys matter, with their places")]
fn check_tables(text: &str, origin: &str) -> Result<(), ListError> {
    let keys: BTreeMap<toml::Spanned<String>, serde::de::IgnoredAny> = parse_toml(text, origin)?;
    let Some(key) = keys.keys().find(|k| !PROJECT_TABLES.contains(&k.get_ref().as_str())) else { return Ok(()) };
    let hint = nearest(key.get_ref(), PROJECT_TABLES.iter().copied());
    let hint =
        hint.map_or_else(|| format!("there are {}", PROJECT_TABLES.join(", ")), |k| format!("did you mean `{k}`?"));
    Err(ListError {
        origin: origin.to_owned(),
        position: Some(position(text, key.span().start)),
        message: format!("unknown key `{}`; {hint}", key.get_ref()),
    })
}

/// A user's list file, read by the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFile {
    /// Which list it is merged over.
    pub list: ListName,
    /// The file as its author knows it.
    pub origin: String,
    /// Its text.
    pub text: String,
}

/// What a list is, for footers and exports: two articles are comparable when they were read with the same editions.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Edition {
    /// The list's name.
    pub name: String,
    /// The version its author gave it; `+` where a user's file was merged over it.
    pub version: String,
    /// The first eight digits of the SHA-256 of the text, or texts, it was made from.
    pub hash: String,
    /// How many entries it holds: topics, concepts, cues of a layer.
    pub entries: usize,
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} (sha {})", self.name, self.version, self.hash.get(..4).unwrap_or(&self.hash))
    }
}

/// Version and content hash of one list, as it is made from files.
#[derive(Clone, Debug, Default)]
pub struct Stamp {
    version: String,
    digest: Sha256,
}

impl Stamp {
    /// The stamp of a built-in list.
    pub fn new(version: &str, text: &str) -> Self {
        Self { version: version.to_owned(), digest: Sha256::new_with_prefix(text) }
    }

    /// Takes in one more built-in file.
    pub fn also(&mut self, text: &str) {
        self.digest.update([0]);
        self.digest.update(text);
    }

    /// Takes in a file merged over it.
    pub fn merge(&mut self, text: &str) {
        if !self.version.ends_with('+') {
            self.version.push('+');
        }
        self.digest.update([0]);
        self.digest.update(text);
    }

    /// The edition of the list `name` with this stamp.
    pub fn edition(&self, name: &str, entries: usize) -> Edition {
        let digest = self.digest.clone().finalize();
        let hash = digest.iter().take(4).fold(String::new(), |s, b| s + &format!("{b:02x}"));
        Edition { name: name.to_owned(), version: self.version.clone(), hash, entries }
    }
}

/// One list of groups with its stamp.
#[derive(Clone, Debug, Default)]
pub struct CueList {
    /// The groups in order.
    pub groups: Vec<Group>,
    stamp: Stamp,
}

impl CueList {
    fn builtin(list: ListName) -> Self {
        let origin = format!("assets/{}.toml", list.name());
        let file = CueFile::parse(list.asset(), &origin).expect("the embedded lists are tested");
        Self { stamp: Stamp::new(&file.version, list.asset()), groups: file.groups }
    }

    fn merge(&mut self, text: &str, file: CueFile) {
        self.groups.retain(|g| !file.off.contains(&g.id));
        for group in file.groups {
            match self.groups.iter_mut().find(|g| g.id == group.id) {
                Some(old) => *old = group,
                None => self.groups.push(group),
            }
        }
        self.stamp.merge(text);
    }

    /// The group `id`.
    pub fn get(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.id == id)
    }
}

/// Every word list, compiled. Made once and shared by all threads; cloning is cheap.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Words with their parts of speech, for the tagger.
    pub lexicon: Arc<Lexicon>,
    /// Reporting verbs and other cues of attributions, with act, stance and gloss.
    pub verbs: Arc<Verbs>,
    verbs_stamp: Stamp,
    /// Names, roles, states and bodies.
    pub names: Arc<Names>,
    /// Topics of public affairs.
    pub topics: Arc<CueList>,
    /// The dimensions of the Policy Frames Codebook.
    pub frames: Arc<CueList>,
    /// The story's own topics.
    pub story: Arc<CueList>,
    /// Naming concepts; a cue is a variant.
    pub naming: Arc<CueList>,
    /// Hedges, boosters, factives; participles of harm and decision.
    pub layers: Arc<CueList>,
    /// Adverbs and participles that carry stance.
    pub stance: Arc<CueList>,
    /// Cues to the genre.
    pub genre: Arc<CueList>,
    /// Loaded terms, with category, gloss and weight, and the model that weights them in context.
    pub loaded: Arc<Loaded>,
    /// The phrases of all the above but the loaded terms, compiled.
    pub matcher: Arc<Matcher>,
}

impl Default for Lists {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Lists {
    /// The lists embedded in the binary.
    pub fn builtin() -> Self {
        static BUILTIN: LazyLock<Lists> = LazyLock::new(Lists::read_builtin);
        BUILTIN.clone()
    }

    /// Reads the embedded lists. The loaded terms are half the work, so they are read on a thread of their own.
    fn read_builtin() -> Self {
        let read = |list| Arc::new(CueList::builtin(list));
        thread::scope(|scope| {
            let loaded = thread::Builder::new().spawn_scoped(scope, Loaded::builtin).ok();
            let mut lexicon = Lexicon::default();
            let mut verbs = Verbs::parse(cues::BUILTIN, "assets/reporting_verbs.toml").expect("tested");
            verbs.link(&mut lexicon);
            let lists = Lists {
                lexicon: Arc::new(lexicon),
                verbs: Arc::new(verbs),
                verbs_stamp: Stamp::new("1.0", cues::BUILTIN),
                names: Arc::new(Names::default()),
                topics: read(ListName::Topics),
                frames: read(ListName::Frames),
                story: Arc::default(),
                naming: read(ListName::Naming),
                layers: read(ListName::Layers),
                stance: read(ListName::Stance),
                genre: read(ListName::Genre),
                loaded: Arc::default(),
                matcher: Arc::default(),
            }
            .compiled();
            let loaded = loaded.and_then(|thread| thread.join().ok()).unwrap_or_else(Loaded::builtin);
            Self { loaded: Arc::new(loaded), ..lists }
        })
    }

    /// These lists with `files` merged over them, later ones over earlier ones. A file with a mistake is left out and
    /// its error returned; the others still count.
    #[must_use]
    pub fn with_files(&self, files: &[ListFile]) -> (Self, Vec<ListError>) {
        let mut lists = self.clone();
        let errors = files.iter().filter_map(|f| lists.merge(f).err()).collect();
        (lists.compiled(), errors)
    }

    /// These lists with the word lists of the project file `text`: `[[topic]]`, the story's own topics; `[[concept]]`,
    /// merged over the naming concepts; `[[term]]`, merged over the loaded terms; `[[alias]]` and `[[camp]]`, over what is
    /// known about speakers. Tables that hold no list are left alone; a misspelt one is an error.
    pub fn with_project(&self, text: &str, origin: &str) -> Result<Self, ListError> {
        let mut lists = self.clone();
        check_tables(text, origin)?;
        Arc::make_mut(&mut lists.names).merge_project(text, origin)?;
        let (story, concepts) = CueFile::parse_project(text, origin)?;
        lists.story = Arc::new(CueList { groups: story.groups, stamp: Stamp::new("story", text) });
        if !concepts.groups.is_empty() || !concepts.off.is_empty() {
            Arc::make_mut(&mut lists.naming).merge(text, concepts);
        }
        if text.contains("[[term]]") {
            Arc::make_mut(&mut lists.loaded).merge(text, origin)?;
        }
        Ok(lists.compiled())
    }

    fn merge(&mut self, file: &ListFile) -> Result<(), ListError> {
        if file.list == ListName::ReportingVerbs {
            Arc::make_mut(&mut self.verbs).merge(&file.text, &file.origin)?;
            Arc::make_mut(&mut self.verbs).link(Arc::make_mut(&mut self.lexicon));
            self.verbs_stamp.merge(&file.text);
            return Ok(());
        }
        if file.list == ListName::Loaded {
            return Arc::make_mut(&mut self.loaded).merge(&file.text, &file.origin);
        }
        let read = CueFile::parse(&file.text, &file.origin)?;
        let list = match file.list {
            ListName::Topics => &mut self.topics,
            ListName::Frames => &mut self.frames,
            ListName::Naming => &mut self.naming,
            ListName::Layers => &mut self.layers,
            ListName::Stance => &mut self.stance,
            ListName::Genre => &mut self.genre,
            ListName::ReportingVerbs | ListName::Loaded => return Ok(()),
        };
        Arc::make_mut(list).merge(&file.text, read);
        Ok(())
    }

    /// These lists with another weight from which loaded terms count.
    #[must_use]
    pub fn with_threshold(mut self, threshold: f32) -> Self {
        Arc::make_mut(&mut self.loaded).model.threshold = threshold;
        self
    }

    /// These lists with the loaded terms that corrections bring in, and no others of that kind.
    #[must_use]
    pub fn with_terms_by_hand(mut self, terms: &[HandTerm]) -> Self {
        Arc::make_mut(&mut self.loaded).set_by_hand(terms);
        self
    }

    /// The editions of all lists, for footers and exports. The story's topics are named by their project file.
    pub fn editions(&self) -> Vec<Edition> {
        let groups = |list: &CueList, name: ListName| list.stamp.edition(name.name(), list.groups.len());
        let cues = |list: &CueList, name: ListName| {
            list.stamp.edition(name.name(), list.groups.iter().map(|g| g.cues.len()).sum())
        };
        vec![
            groups(&self.topics, ListName::Topics),
            groups(&self.frames, ListName::Frames),
            groups(&self.naming, ListName::Naming),
            cues(&self.layers, ListName::Layers),
            cues(&self.stance, ListName::Stance),
            cues(&self.genre, ListName::Genre),
            self.verbs_stamp.edition(ListName::ReportingVerbs.name(), self.verbs.iter().count()),
            self.loaded.edition(ListName::Loaded.name()),
        ]
    }

    /// The edition of what the project file brings: topics, names, concepts.
    pub fn story_edition(&self) -> Edition {
        self.story.stamp.edition("story", self.story.groups.len())
    }

    /// The topics of all layers, in the order that a topic's index in the matcher means.
    pub fn all_topics(&self) -> impl Iterator<Item = (TopicLayer, &Group)> {
        self.story
            .groups
            .iter()
            .map(|g| (TopicLayer::Story, g))
            .chain(self.topics.groups.iter().map(|g| (TopicLayer::Generic, g)))
            .chain(self.frames.groups.iter().map(|g| (TopicLayer::Frame, g)))
    }

    fn compiled(mut self) -> Self {
        let mut matcher = Matcher::default();
        add_groups(&mut matcher, Kind::Topics, self.all_topics().map(|(_, g)| g));
        add_groups(&mut matcher, Kind::Naming, self.naming.groups.iter());
        add_groups(&mut matcher, Kind::Layers, self.layers.groups.iter());
        add_groups(&mut matcher, Kind::Stance, self.stance.groups.iter());
        add_groups(&mut matcher, Kind::Genre, self.genre.groups.iter());
        self.matcher = Arc::new(matcher);
        self
    }
}

fn add_groups<'a>(matcher: &mut Matcher, kind: Kind, groups: impl Iterator<Item = &'a Group>) {
    for (i, group) in groups.enumerate() {
        let owner = |cue| Owner { kind, group: i as u32, cue };
        for (c, cue) in group.cues.iter().enumerate() {
            cue.patterns.iter().for_each(|p| matcher.add(p, owner(Some(c as u32))));
        }
        group.exclusions.iter().for_each(|p| matcher.add(p, owner(None)));
    }
}

#[cfg(test)]
#[path = "lists/tests.rs"]
mod tests;
