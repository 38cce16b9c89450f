//! [`Lists`]: the word lists that the passes read.
//!
//! The built-in lists are files in `assets/`, embedded in the binary. A user's file of the same form is merged over
//! them: an entry of the same name replaces the built-in one, `off = true` removes it. Later files win, so the caller
//! gives those of the configuration folder first and those beside the corpus last. An entry with a mistake is told and
//! skipped; [`Own`] knows where the others come from.
//!
//! To add a list: a field, a line in [`Lists::builtin`], a line in [`Lists::merge`], a line in [`Lists::editions`].

mod own;

use std::{
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
use crate::text::entries::{Entry, Reader};
pub use crate::text::entries::{ListError, nearest, parse_toml, position};
pub use own::{Own, OwnEntry};

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
    /// `camps.toml`: who belongs to which side
    Camps,
    /// `aliases.toml`: names of one speaker
    Aliases,
}

impl ListName {
    /// All lists, in the order of the editions.
    pub const ALL: [Self; 10] = [
        Self::Topics,
        Self::Frames,
        Self::Naming,
        Self::Layers,
        Self::Stance,
        Self::Genre,
        Self::ReportingVerbs,
        Self::Loaded,
        Self::Camps,
        Self::Aliases,
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
            Self::Camps => "camps",
            Self::Aliases => "aliases",
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
            Self::Loaded | Self::Camps | Self::Aliases => "",
        }
    }
}

/// What a project file may hold at its top level: its own keys, and the tables that are word lists.
const PROJECT_TABLES: &[&str] = &["name", "article", "topic", "concept", "camp", "alias", "term"];

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

    fn merge(&mut self, list: ListName, file: CueFile, reader: &mut Reader<'_>, own: &mut Own) {
        for Entry { value: id, at } in file.off {
            if self.get(&id).is_none() {
                let hint = reader.hint(&id, self.groups.iter().map(|g| g.id.as_str()));
                reader.mistake(at, format!("there is no `{id}` to switch off{hint}"));
                continue;
            }
            own.enter(list, &id, reader.place(at), true, true);
            self.groups.retain(|g| g.id != id);
        }
        for mut group in file.groups {
            let known = self.groups.iter_mut().find(|g| g.id == group.id);
            group.origin = own.enter(list, &group.id, reader.place(group.at), known.is_some(), false);
            match known {
                Some(old) => *old = group,
                None => self.groups.push(group),
            }
        }
        self.stamp.merge(reader.text);
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
    /// Of the user's camps and aliases.
    names_stamp: Option<Stamp>,
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
    /// Which entries are the user's own.
    pub own: Arc<Own>,
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
                names_stamp: None,
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
                own: Arc::default(),
            }
            .compiled();
            let loaded = loaded.and_then(|thread| thread.join().ok()).unwrap_or_else(Loaded::builtin);
            Self { loaded: Arc::new(loaded), ..lists }
        })
    }

    /// These lists with `files` merged over them, later ones over earlier ones. An entry with a mistake is left out and
    /// told; all others count.
    #[must_use]
    pub fn with_files(&self, files: &[ListFile]) -> (Self, Vec<ListError>) {
        let mut lists = self.clone();
        let errors = files.iter().flat_map(|f| lists.merge(f)).collect();
        (lists.compiled(), errors)
    }

    /// These lists with the word lists of the project file `text`: `[[topic]]`, the story's own topics; `[[concept]]`,
    /// merged over the naming concepts; `[[term]]`, merged over the loaded terms; `[[alias]]` and `[[camp]]`, over what is
    /// known about speakers. Tables that hold no list are left alone; a misspelt one is a mistake.
    #[must_use]
    pub fn with_project(&self, text: &str, origin: &str) -> (Self, Vec<ListError>) {
        let mut lists = self.clone();
        let mut reader = Reader::new(text, origin);
        let mut table = reader.document();
        let own = Arc::make_mut(&mut lists.own);
        Arc::make_mut(&mut lists.names).merge(&mut reader, &mut table, own);
        let story = CueFile::read_kind(&mut reader, &mut table, "topic");
        story.groups.iter().for_each(|g| own.enter_story(&g.id, reader.place(g.at)));
        lists.story = Arc::new(CueList { groups: story.groups, stamp: Stamp::new("story", text) });
        let concepts = CueFile::read_kind(&mut reader, &mut table, "concept");
        if !concepts.groups.is_empty() || !concepts.off.is_empty() {
            Arc::make_mut(&mut lists.naming).merge(ListName::Naming, concepts, &mut reader, own);
        }
        if table.contains_key("term") {
            Arc::make_mut(&mut lists.loaded).merge(&mut reader, &mut table, own);
        }
        reader.refuse(table, PROJECT_TABLES);
        (lists.compiled(), reader.finish())
    }

    fn merge(&mut self, file: &ListFile) -> Vec<ListError> {
        let mut reader = Reader::new(&file.text, &file.origin);
        let own = Arc::make_mut(&mut self.own);
        if file.list == ListName::ReportingVerbs {
            let verbs = Arc::make_mut(&mut self.verbs);
            verbs.merge(&mut reader, own);
            verbs.link(Arc::make_mut(&mut self.lexicon));
            self.verbs_stamp.merge(&file.text);
            return reader.finish();
        }
        let mut table = reader.document();
        match file.list {
            ListName::Loaded => {
                Arc::make_mut(&mut self.loaded).merge(&mut reader, &mut table, own);
                reader.refuse(table, &["term"]);
            }
            ListName::Camps | ListName::Aliases => {
                Arc::make_mut(&mut self.names).merge(&mut reader, &mut table, own);
                self.names_stamp.get_or_insert_with(|| Stamp::new("1.0", "")).merge(&file.text);
                reader.refuse(table, &["camp", "alias"]);
            }
            _ => {
                let read = CueFile::read(&mut reader, &mut table);
                reader.refuse(table, &CueFile::known());
                let mut own = std::mem::take(&mut self.own);
                if let Some(list) = self.groups(file.list) {
                    Arc::make_mut(list).merge(file.list, read, &mut reader, Arc::make_mut(&mut own));
                }
                self.own = own;
            }
        }
        reader.finish()
    }

    /// A list of groups.
    const fn groups(&mut self, list: ListName) -> Option<&mut Arc<CueList>> {
        Some(match list {
            ListName::Topics => &mut self.topics,
            ListName::Frames => &mut self.frames,
            ListName::Naming => &mut self.naming,
            ListName::Layers => &mut self.layers,
            ListName::Stance => &mut self.stance,
            ListName::Genre => &mut self.genre,
            ListName::ReportingVerbs | ListName::Loaded | ListName::Camps | ListName::Aliases => return None,
        })
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
        let people = |stamp: &Stamp| stamp.edition("speakers", self.names.camps.len() + self.names.aliases.len());
        let mut editions = vec![
            groups(&self.topics, ListName::Topics),
            groups(&self.frames, ListName::Frames),
            groups(&self.naming, ListName::Naming),
            cues(&self.layers, ListName::Layers),
            cues(&self.stance, ListName::Stance),
            cues(&self.genre, ListName::Genre),
            self.verbs_stamp.edition(ListName::ReportingVerbs.name(), self.verbs.iter().count()),
            self.loaded.edition(ListName::Loaded.name()),
        ];
        editions.extend(self.names_stamp.as_ref().map(people));
        editions
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
