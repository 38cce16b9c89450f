//! Menus: the palette, the columns, the file picker, screenshot options; typing narrows them.

use std::path::{Path, PathBuf};

use super::{Answer, complain, corrections, data, find, marked, moves, open, pairs, say, select, terms};
use crate::app::{
    action::Action,
    commands::{self, Meaning},
    effect::{Crop, Effect, Picture},
    overlay::{Choice, Item, Menu, Overlay, Prompt, Sheet},
    overview::Column,
    ranking::rank,
    state::App,
};

fn top(app: &mut App) -> Option<&mut Menu> {
    match app.overlays.last_mut() {
        Some(Overlay::Menu(menu)) => Some(menu),
        _ => None,
    }
}

pub(super) fn answer(app: &mut App, action: &Action) -> Answer {
    if let Some(step) = moves::step(app, action) {
        let menu = top(app)?;
        // The first step chooses the first of those that fit by their letters alone.
        let step = if std::mem::take(&mut menu.loose) { 0 } else { step };
        menu.at = moves::shifted(menu.at, step, menu.shown.len());
        return Some(Vec::new());
    }
    let menu = top(app)?;
    match action {
        Action::Type(c) => menu.input.push(*c),
        Action::Paste(text) => menu.input.extend(text.chars().filter(|c| !c.is_control())),
        Action::Erase => {
            if menu.input.pop().is_none() {
                app.overlays.pop();
                return Some(Vec::new());
            }
        }
        Action::EraseWord | Action::Clear => menu.input.clear(),
        Action::Help => {
            app.overlays.push(Overlay::Sheet(Sheet::Term("choosing".to_owned()), 0));
            return Some(Vec::new());
        }
        Action::Open => return Some(accept(app)),
        Action::QuitNow | Action::Drawn(_) => return None,
        _ => return Some(Vec::new()),
    }
    narrow(menu);
    Some(Vec::new())
}

/// Keeps the items that match what was typed, best first.
fn narrow(menu: &mut Menu) {
    let typed = if menu.free { menu.input.split(' ').next().unwrap_or("") } else { menu.input.as_str() };
    let ranked = rank(&menu.items, typed);
    (menu.at, menu.shown) = (0, ranked.shown);
    menu.loose = menu.free && ranked.loose;
}

fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Menu(menu)) = app.overlays.last().cloned() else { return Vec::new() };
    let typed = menu.input.trim();
    if menu.free && typed.contains(' ') {
        return typed_command(app, typed);
    }
    let Some(item) = menu.selected().cloned() else {
        return complain(app, nothing_fits(&menu, typed));
    };
    if !menu.stays {
        app.overlays.pop();
    }
    choose(app, item)
}

/// A command with words behind it; one that is not understood leaves the line open.
fn typed_command(app: &mut App, line: &str) -> Vec<Effect> {
    if let Err(message) = commands::parse(app, line) {
        return complain(app, message);
    }
    app.overlays.pop();
    command(app, line)
}

fn nothing_fits(menu: &Menu, typed: &str) -> String {
    match (menu.free, menu.shown.is_empty()) {
        (true, true) => format!("there is no command '{typed}'"),
        (true, false) => format!("there is no command '{typed}'; ↓ chooses one of those with its letters"),
        (false, _) => format!("nothing matches '{typed}'"),
    }
}

fn choose(app: &mut App, item: Item) -> Vec<Effect> {
    match item.choice {
        Choice::Act(action) => super::update(app, action),
        Choice::Begin(text) => {
            palette(app);
            if let Some(menu) = top(app) {
                menu.input = text;
                narrow(menu);
            }
            Vec::new()
        }
        Choice::Place(article, span) => open::go(app, article, span),
        Choice::Row(lens, panel, row) => {
            moves::show(app, lens);
            moves::set_panel(app, panel);
            app.filters.remove(&(lens, panel));
            moves::set_cursor(app, panel, row);
            Vec::new()
        }
        Choice::Change(article, span, change) => corrections::make(app, article, span, change),
        Choice::ChangeAll(article, spans, change) => corrections::make_all(app, article, &spans, &change),
        Choice::Kind(article, span) => terms::kind(app, article, span),
        Choice::Split(article, entity) => marked::split(app, article, entity),
        Choice::Ask(ask, text) => {
            app.overlays.push(Overlay::Prompt(Prompt::new(ask, text)));
            Vec::new()
        }
        Choice::More(title, items) => show(app, Menu::new(title, items)),
        Choice::Column(column) => toggle_column(app, column),
        Choice::Folder(path) => vec![Effect::List(Some(path))],
        Choice::File(path) => {
            app.overlays.clear();
            vec![Effect::Load { paths: vec![path], add: true }]
        }
        Choice::Article(article) => arrange_menu(app, article),
        Choice::PutBack(id) => {
            app.overlays.clear();
            vec![Effect::PutBack(id)]
        }
        Choice::Arrange(order) => {
            app.overlays.clear();
            vec![Effect::Arrange(order)]
        }
        Choice::Save(picture) => {
            app.overlays.clear();
            say(app, "saving …");
            vec![Effect::Save(picture)]
        }
        Choice::Select(picture) => select::begin(app, picture),
        Choice::CopyPicture(picture) => {
            app.overlays.clear();
            say(app, "copying …");
            vec![Effect::CopyPicture(picture)]
        }
        Choice::Set(picture) => {
            app.overlays.pop();
            super::take_away::options(app, &picture)
        }
        Choice::Nothing => Vec::new(),
    }
}

/// Opens a menu.
pub(super) fn show(app: &mut App, menu: Menu) -> Vec<Effect> {
    app.overlays.push(Overlay::Menu(menu));
    Vec::new()
}

/// How long a message may be and still fit the status line of most screens.
const LONG: usize = 76;

/// Carries out a command as typed.
pub(super) fn command(app: &mut App, line: &str) -> Vec<Effect> {
    match commands::parse(app, line) {
        Err(message) => {
            if message.chars().count() > LONG {
                data::keep(app, &message);
            }
            complain(app, message)
        }
        Ok(Meaning::Act(action)) => super::update(app, action),
        Ok(Meaning::Do(effect)) => {
            say(app, "working …");
            vec![effect]
        }
        Ok(Meaning::Caption(text)) => {
            app.caption = text;
            say(app, "the briefing view (p) shows the caption")
        }
        Ok(Meaning::Note(text)) => corrections::note(app, text),
        Ok(Meaning::Find(words)) => find::search_all(app, &words),
        Ok(Meaning::Filter(words)) => {
            app.overview.filter = words;
            let kept = app.selected_article();
            pairs::arrange(app, kept);
            moves::show(app, crate::app::lens::Lens::Overview)
        }
        Ok(Meaning::Sort(column)) => {
            pairs::sort_by(app, column);
            moves::show(app, crate::app::lens::Lens::Overview)
        }
    }
}

/// Every command by name, with its key.
pub(super) fn palette(app: &mut App) {
    let mut items: Vec<Item> = Vec::new();
    for binding in app.keymap.bindings() {
        let Some(action) = Action::named(&binding.action) else { continue };
        let mut item = Item::new(binding.action.clone(), binding.help.clone(), Choice::Act(action));
        item.key = app.keymap.keys_of(&binding.action);
        items.push(item);
    }
    for (name, words, help) in commands::WITH_WORDS {
        let item = Item::new(format!("{name} {words}"), help, Choice::Begin(format!("{name} ")));
        items.push(item);
    }
    let mut menu = Menu::new("command", items);
    menu.free = true;
    app.overlays.push(Overlay::Menu(menu));
}

/// The columns of the overview, to be shown or hidden.
pub(super) fn columns(app: &mut App) {
    let item = |c: Column| {
        let mark = if app.overview.columns.contains(&c) { "[x]" } else { "[ ]" };
        Item::new(format!("{mark} {}", c.head()), c.meaning(), Choice::Column(c))
    };
    let mut menu = Menu::new("columns of the overview", Column::ALL.into_iter().map(item).collect());
    menu.stays = true;
    app.overlays.push(Overlay::Menu(menu));
}

fn toggle_column(app: &mut App, column: Column) -> Vec<Effect> {
    let columns = &mut app.overview.columns;
    if let Some(at) = columns.iter().position(|c| *c == column) {
        if columns.len() > 1 {
            columns.remove(at);
        }
    } else {
        let place = |c: &Column| Column::ALL.iter().position(|x| x == c);
        let at = columns.iter().position(|c| place(c) > place(&column)).unwrap_or(columns.len());
        columns.insert(at, column);
    }
    let at = top(app).map_or(0, |m| m.at);
    app.overlays.pop();
    columns_at(app, at);
    Vec::new()
}

fn columns_at(app: &mut App, at: usize) {
    columns(app);
    if let Some(menu) = top(app) {
        menu.at = at;
    }
}

/// The articles that are open, and the way to more.
pub(super) fn files(app: &mut App) -> Vec<Effect> {
    let mut items = vec![Item::new("+ add from a folder …", "browse for files", Choice::Folder(PathBuf::from(".")))];
    for (i, entry) in app.corpus.entries.iter().enumerate().take(2000) {
        let detail = format!("{}  {}", entry.article.file, entry.article.title().unwrap_or(""));
        items.push(Item::new(format!("{} {}", i + 1, entry.label), detail, Choice::Article(i)));
    }
    for (id, label) in &app.out {
        items.push(Item::new(format!("+ put back {label}"), format!("taken out  {id}"), Choice::PutBack(id.clone())));
    }
    for skipped in &app.corpus.skipped {
        items.push(Item::new("skipped", skipped.clone(), Choice::Nothing));
    }
    app.overlays.push(Overlay::Menu(Menu::new("articles: Enter moves or removes one", items)));
    Vec::new()
}

fn arrange_menu(app: &mut App, article: usize) -> Vec<Effect> {
    let n = app.corpus.entries.len();
    let label = app.corpus.entries.get(article).map_or_else(String::new, |e| e.label.clone());
    let all: Vec<usize> = (0..n).collect();
    let without: Vec<usize> = all.iter().copied().filter(|i| *i != article).collect();
    let mut items = Vec::new();
    if article > 0 {
        let mut order = all.clone();
        order.swap(article, article - 1);
        items.push(Item::new("move up", "one place earlier", Choice::Arrange(order)));
    }
    if article + 1 < n {
        let mut order = all;
        order.swap(article, article + 1);
        items.push(Item::new("move down", "one place later", Choice::Arrange(order)));
    }
    if n > 1 {
        items.push(Item::new(
            "remove",
            "from the corpus; the file stays, and F puts it back",
            Choice::Arrange(without),
        ));
    }
    app.overlays.push(Overlay::Menu(Menu::new(label, items)));
    Vec::new()
}

/// A folder as read by the event loop.
pub(super) fn listed(app: &mut App, folder: &Path, names: &[(String, bool)]) -> Vec<Effect> {
    if top(app).is_some_and(|m| m.title.starts_with("add from")) {
        app.overlays.pop();
    }
    let parent = folder.join("..");
    let mut items = vec![
        Item::new("..", "the folder above", Choice::Folder(parent)),
        Item::new(".", "everything in this folder", Choice::File(folder.to_path_buf())),
    ];
    for (name, is_folder) in names {
        let path = folder.join(name);
        items.push(match is_folder {
            true => Item::new(format!("{name}/"), "folder", Choice::Folder(path)),
            false => Item::new(name.clone(), "", Choice::File(path)),
        });
    }
    app.overlays.push(Overlay::Menu(Menu::new(format!("add from {}", folder.display()), items)));
    Vec::new()
}

/// Options of a picture as items: what is set, and the ways to change it.
pub(super) fn picture_items(picture: &Picture) -> Vec<Item> {
    let with = |change: &dyn Fn(&mut Picture)| {
        let mut changed = picture.clone();
        change(&mut changed);
        Choice::Set(changed)
    };
    let cycle = |list: &[&str], now: &str| -> String {
        let at = list.iter().position(|x| *x == now).map_or(0, |i| i + 1);
        list.get(at % list.len().max(1)).copied().unwrap_or(now).to_owned()
    };
    let formats = picture.formats.join(" + ");
    let next_formats = cycle(&["svg + txt", "png", "svg", "html", "txt", "ans"], &formats);
    let size = picture.size.map_or_else(|| "of the screen".to_owned(), |(w, h)| format!("{w}x{h}"));
    let next_size = cycle(&["of the screen", "80x24", "120x40", "160x45", "128x36"], &size);
    let theme = picture.theme.clone().unwrap_or_else(|| "of the screen".to_owned());
    let next_theme = cycle(&["of the screen", "print", "light", "dark", "high-contrast", "mono"], &theme);
    let what = if picture.screen { "the screen as it is" } else { "the briefing view" };
    let mut items = vec![
        Item::new("save", "under the name above, never over a file", Choice::Save(picture.clone())),
        Item::new(
            format!("what     {what}"),
            "Enter changes it",
            with(&|p| (p.screen, p.crop) = (!p.screen, Crop::Whole)),
        ),
        Item::new(
            format!("format   {formats}"),
            "Enter changes it",
            with(&|p| p.formats = next_formats.split(" + ").map(str::to_owned).collect()),
        ),
        Item::new(format!("size     {size}"), "Enter changes it", with(&|p| p.size = commands::size(&next_size))),
        Item::new(
            format!("theme    {theme}"),
            "Enter changes it",
            with(&|p| p.theme = (next_theme != "of the screen").then(|| next_theme.clone())),
        ),
        Item::new(
            format!("scale    {}", picture.scale),
            "pixels per point of a PNG; Enter changes it",
            with(&|p| p.scale = p.scale % 4 + 1),
        ),
        Item::new(format!("part     {}", picture.crop.name()), "Enter changes it", with(&|p| p.crop = next_crop(p))),
        Item::new("select   rows and columns", "choose the part with the arrow keys", Choice::Select(picture.clone())),
    ];
    if cfg!(feature = "clipboard") {
        let copy = Choice::CopyPicture(picture.clone());
        items.insert(1, Item::new("copy image", "to the local clipboard, as pixels", copy));
    }
    items
}

/// The briefing view has no panels.
fn next_crop(picture: &Picture) -> Crop {
    match (picture.screen, picture.crop) {
        (true, crop) => crop.next(),
        (false, _) => Crop::Whole,
    }
}
