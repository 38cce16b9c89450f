//! [`open`]: from what the user asked for to a running load, with project file, word lists and corrections found.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use sha2::{Digest, Sha256};

use super::{
    Cache, Context, Corpus, Edits, Folders, Input, Loaded, Loader, Project, Store,
    corpus::Names,
    input::{SAMPLE_PROJECT, SAMPLES, shared_folder},
    loader::Source,
    project, rule_files,
    session::Arrangement,
    storage::read_if_there,
};
use crate::{
    analysis::{
        Lists,
        lists::{ListFile, ListName},
    },
    articles::Rules,
    sources::{self, Options, RawArticle, SourceError},
};

/// What the names of list files beside a corpus start with: `parallax.topics.toml`.
pub(super) const BESIDE: &str = "parallax.";

/// How many articles without a folder of their own are read before the corrections are looked up by their hash.
const HASHED: usize = 1000;

/// What is said where corrections may be there and are not looked up.
const UNAPPLIED: &str = "articles are answered as they come: corrections made by hand to articles without a folder \
                         are not applied; --edits FILE names a file to take them from, and --format json reads all \
                         articles first and finds them";

/// What to open and how.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What to open, in order; nothing means the samples.
    pub inputs: Vec<Input>,
    /// What was added, taken out and moved in the file picker. It does not change where project file and corrections lie.
    pub arrangement: Arrangement,
    /// How to read it.
    pub options: Options,
    /// Word lists named on the command line.
    pub lists: Vec<PathBuf>,
    /// The file of the corrections, where it is not that of the corpus.
    pub edits: Option<PathBuf>,
    /// Loaded terms count from this weight on, where it is not the list's own.
    pub threshold: Option<f32>,
    /// The program's folders; without them nothing of the user's is read or kept.
    pub folders: Option<Folders>,
    /// Articles without a folder of their own are handed on as they come. Corrections of them are then not looked up,
    /// for that takes a hash over the first of them.
    pub as_they_come: bool,
    /// Everything is read and measured anew, and nothing of it is kept for the next time.
    pub no_cache: bool,
}

impl Request {
    /// A name for what is opened that tells it from all else: the paths in full.
    pub fn place(&self) -> String {
        let full = |input: &Input| match input {
            Input::Path(path) => path.canonicalize().unwrap_or_else(|_| path.clone()).display().to_string(),
            other => other.name(),
        };
        if self.inputs.is_empty() {
            Input::Samples.name()
        } else {
            self.inputs.iter().map(full).collect::<Vec<_>>().join(" ")
        }
    }
}

/// An opened corpus: a load under way and what it depends on.
#[derive(Debug)]
pub struct Opened {
    /// The name for the title bar.
    pub name: String,
    /// Project file, lists and corrections in force.
    pub context: Context,
    /// Where corrections are kept; `None` where nothing can be kept.
    pub store: Option<Store>,
    /// Mistakes in project file, lists and corrections, each with its place.
    pub mistakes: Vec<String>,
    /// What else is to be known.
    pub notes: Vec<String>,
    /// The load.
    pub loader: Loader,
}

/// Opens what `request` names: finds project file, lists and corrections, and starts to load.
pub fn open(request: &Request) -> Opened {
    let inputs = if request.inputs.is_empty() { vec![Input::Samples] } else { request.inputs.clone() };
    let folder = shared_folder(&inputs);
    let mut messages = Vec::new();
    let mut notes = Vec::new();
    let (project, lists, rules) = read_own(request, &inputs, folder.as_deref(), &mut messages);
    let name = project.name.clone().unwrap_or_else(|| title(&inputs));
    let mut source = source(&inputs, &request.options, &project);
    let added: Vec<Input> = request.arrangement.added.iter().map(|path| Input::parse(path)).collect();
    let (store, edits) = match (store_place(request, folder.as_deref()), &request.folders) {
        (Some(path), _) => open_store(&path, &mut messages),
        (None, Some(folders)) if !request.as_they_come => {
            let (hash, replayed) = hash_of(source);
            source = replayed;
            open_store(&Store::place(None, &folders.data, &hash), &mut messages)
        }
        (None, folders) => {
            let kept = folders.as_ref().is_some_and(|f| f.data.join("edits").is_dir());
            if kept && request.as_they_come {
                notes.push(UNAPPLIED.to_owned());
            }
            (None, Edits::default())
        }
    };
    if let Some(named) = request.edits.as_ref().filter(|p| !p.exists()) {
        messages.push(format!("{}: no such file yet; no correction is taken from it", named.display()));
    }
    let lists = lists.with_terms_by_hand(&edits.terms_by_hand());
    let context = Context { lists: Arc::new(lists), rules, project: Arc::new(project), edits: Arc::new(edits) };
    let source = Box::new(source.chain(self::source(&added, &request.options, &context.project)));
    let loader = Loader::start(source, context.clone(), threads(), cache(request, &context), !request.as_they_come);
    Opened { name, context, store, mistakes: messages, notes, loader }
}

/// The word lists that would be in force for `request`, and the mistakes in the user's own; no article is read.
pub fn lists(request: &Request) -> (Lists, Vec<String>) {
    let inputs = if request.inputs.is_empty() { vec![Input::Samples] } else { request.inputs.clone() };
    let mut mistakes = Vec::new();
    let (_, lists, _) = read_own(request, &inputs, shared_folder(&inputs).as_deref(), &mut mistakes);
    (lists, mistakes)
}

/// What the user has written: project file, word lists, lists for reading.
fn read_own(
    request: &Request,
    inputs: &[Input],
    folder: Option<&Path>,
    mistakes: &mut Vec<String>,
) -> (Project, Lists, Option<Arc<Rules>>) {
    let (project, text) = read_project(inputs, folder, mistakes);
    let (rule_paths, list_paths): (Vec<_>, Vec<_>) =
        list_paths(request, folder).into_iter().partition(|p| rule_files::name_of(p).is_some());
    let lists = read_lists(request, folder, &list_paths, text.as_deref(), mistakes);
    let rules = rule_files::read(&rule_paths, mistakes);
    (project, lists, rules)
}

/// Starts to load what `request` names under a context that is already there.
pub fn load(request: &Request, context: Context) -> Loader {
    let cache = cache(request, &context);
    Loader::start(source(&request.inputs, &request.options, &context.project), context, threads(), cache, true)
}

/// The cache for what lies in files; what comes once, through a pipe or a link, is not kept.
fn cache(request: &Request, context: &Context) -> Option<Cache> {
    let paths = |input: &Input| matches!(input, Input::Path(_));
    if request.no_cache || request.inputs.is_empty() || !request.inputs.iter().all(paths) {
        return None;
    }
    Cache::open(&request.folders.as_ref()?.cache, &digest(&[&request.place()]), &context.fingerprint())
}

/// How many threads work beside the screen.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

impl Opened {
    /// Waits until everything is loaded and analysed; returns it with the mistakes in the user's own files.
    pub fn finish(self) -> (Corpus, Context, Vec<String>) {
        let (mut corpus, mut names) = (Corpus::named(self.name), Names::default());
        while let Some(event) = self.loader.wait() {
            match event {
                Loaded::Article(article, label) => corpus.push(&mut names, article.corrected, label),
                Loaded::Profile(n, profile) => {
                    if let Some(entry) = corpus.entries.get_mut(n) {
                        entry.profile = Some(profile);
                    }
                }
                Loaded::Skipped(what) => corpus.skipped.push(what),
                Loaded::Done => {}
            }
        }
        corpus.find_topics(&self.context);
        corpus.regroup(&self.context.edits);
        (corpus, self.context, self.mistakes)
    }
}

fn title(inputs: &[Input]) -> String {
    match inputs {
        [one] => one.name(),
        [first, rest @ ..] => format!("{} and {} more", first.name(), rest.len()),
        [] => String::new(),
    }
}

fn read_project(inputs: &[Input], folder: Option<&Path>, messages: &mut Vec<String>) -> (Project, Option<String>) {
    let text = if inputs == [Input::Samples] {
        Some(SAMPLE_PROJECT.to_owned())
    } else {
        let path = folder.map(|f| f.join(project::FILE));
        path.and_then(|p| {
            read_if_there(&p).unwrap_or_else(|e| {
                messages.push(format!("{}: {e}", p.display()));
                None
            })
        })
    };
    let Some(text) = text else { return (Project::default(), None) };
    let (project, mistakes) = Project::parse(&text, &project_origin(inputs, folder));
    messages.extend(mistakes.iter().map(ToString::to_string));
    (project, Some(text))
}

/// The project file as its author knows it.
fn project_origin(inputs: &[Input], folder: Option<&Path>) -> String {
    let path = folder.filter(|_| inputs != [Input::Samples]).map(|f| f.join(project::FILE));
    path.map_or_else(|| project::FILE.to_owned(), |p| shown(&p))
}

/// A path as it is told: what lies in the home folder begins with `~`.
pub(super) fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let home = etcetera::home_dir().ok().filter(|h| h.parent().is_some());
    match home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_path_buf)) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}

/// The user's lists: those of the config folder, those beside the corpus, those of the command line; later ones win.
fn list_paths(request: &Request, folder: Option<&Path>) -> Vec<PathBuf> {
    let config = request.folders.iter().flat_map(|f| found(&f.config.join("lists"), ""));
    let beside = folder.into_iter().flat_map(|f| found(f, BESIDE));
    config.chain(beside).chain(request.lists.iter().cloned()).collect()
}

/// The built-in lists with those at `paths` merged over them. The project file brings the story's own.
fn read_lists(
    request: &Request,
    folder: Option<&Path>,
    paths: &[PathBuf],
    project: Option<&str>,
    messages: &mut Vec<String>,
) -> Lists {
    let mut files = Vec::new();
    for path in paths {
        match list_file(path) {
            Ok(file) => files.push(file),
            Err(message) => messages.push(message),
        }
    }
    messages.extend(folder.into_iter().flat_map(unknown));
    let mut lists = Lists::builtin();
    if !files.is_empty() {
        let (merged, errors) = lists.with_files(&files);
        messages.extend(errors.iter().map(ToString::to_string));
        lists = merged;
    }
    if let Some(text) = project {
        let (with_story, mistakes) = lists.with_project(text, &project_origin(&request.inputs, folder));
        lists = with_story;
        // That the file is no TOML was told when the rest of it was read.
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).filter(|m| !messages.contains(m)).collect();
        messages.extend(told);
    }
    match request.threshold {
        Some(threshold) => lists.with_threshold(threshold),
        None => lists,
    }
}

/// The list files in `folder`: those that are named `prefix`, a list, `.toml`; in the order of the lists.
fn found(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let names = ListName::ALL.iter().map(|list| list.name()).chain(rule_files::NAMES);
    let names = names.map(|name| format!("{prefix}{name}.toml"));
    names.map(|name| folder.join(name)).filter(|path| path.is_file()).collect()
}

/// Complaints about files in `folder` that are named like lists and are none.
fn unknown(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.map(|e| e.file_name().to_string_lossy().into_owned());
    let stem = |name: &str| name.strip_prefix(BESIDE)?.strip_suffix(".toml").map(str::to_owned);
    let lists = names
        .filter_map(|name| stem(&name).map(|s| (name, s)))
        .filter(|(_, s)| s != "edits" && !s.starts_with("edits.") && !rule_files::NAMES.contains(&s.as_str()));
    lists.filter_map(|(name, stem)| parse_name(&stem).err().map(|e| format!("{name}: {e}"))).collect()
}

/// The list file at `path`; its name says which list it is.
fn list_file(path: &Path) -> Result<ListFile, String> {
    let origin = shown(path);
    let text = std::fs::read_to_string(path).map_err(|e| format!("{origin}: {e}"))?;
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let list = parse_name(stem.strip_prefix(BESIDE).unwrap_or(&stem)).map_err(|e| format!("{origin}: {e}"))?;
    Ok(ListFile { list, origin, text })
}

/// The list of that name; the error names all lists there are.
fn parse_name(name: &str) -> Result<ListName, String> {
    ListName::parse(name).map_err(|e| format!("{e}, {}", rule_files::NAMES.join(", ")))
}

/// Where the corrections are, as far as that is known without reading the articles: in the file that is named, or with
/// the folder that all articles share.
fn store_place(request: &Request, folder: Option<&Path>) -> Option<PathBuf> {
    if request.edits.is_some() {
        return request.edits.clone();
    }
    let folder = folder?;
    let data = request.folders.as_ref().map_or(folder, |f| &f.data);
    let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    Some(Store::place(Some(folder), data, &digest(&[&full.display().to_string()])))
}

fn open_store(path: &Path, messages: &mut Vec<String>) -> (Option<Store>, Edits) {
    let (store, edits, mistakes) = Store::open(path);
    messages.extend(mistakes);
    (Some(store), edits)
}

/// Everything the inputs yield, in order; the files of a folder in the project file's order, then by name.
fn source(inputs: &[Input], options: &Options, project: &Project) -> Source {
    let options = options.clone();
    let order: Vec<String> = project.article.iter().map(|e| e.file.clone()).collect();
    let inputs = inputs.to_vec();
    Box::new(inputs.into_iter().flat_map(move |input| one(&input, &options, &order)))
}

fn one(input: &Input, options: &Options, order: &[String]) -> Source {
    match input {
        Input::Samples => {
            let options = options.clone();
            let mut samples = SAMPLES.to_vec();
            samples.sort_by_key(|(name, _)| order.iter().position(|o| o == name).unwrap_or(order.len()));
            Box::new(samples.into_iter().flat_map(move |(name, bytes)| sources::read_bytes(name, bytes, &options)))
        }
        Input::Path(path) => sources::read_path(path, options),
        Input::Stdin => sources::read_stdin(options),
        Input::Link(link) => sources::read_link(link, options),
    }
}

/// The hash of the first articles of `source`, whatever their order, and the source again from its start.
fn hash_of(mut source: Source) -> (String, Source) {
    let head: Vec<Result<RawArticle, SourceError>> = source.by_ref().take(HASHED).collect();
    let mut each: Vec<String> =
        head.iter().filter_map(|r| r.as_ref().ok()).map(|raw| digest(&[&raw.id, &raw.text])).collect();
    each.sort();
    let all: Vec<&str> = each.iter().map(String::as_str).collect();
    (digest(&all), Box::new(head.into_iter().chain(source)))
}

/// The first 16 digits of the SHA-256 of `parts`.
pub fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let bytes = hash.finalize();
    let head = bytes.iter().take(8).fold(0u64, |n, b| n << 8 | u64::from(*b));
    format!("{head:016x}")
}
