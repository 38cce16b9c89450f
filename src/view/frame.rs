//! The lines around the lens: name, pair and tabs; warnings; what is selected; keys.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, parts},
    theme::Role,
};
use crate::{
    analysis::{ListName, topics::TopicLayer},
    app::{
        App, Lens, Status, cursor,
        definitions::counted,
        overview::Column,
        rows::{Row, What},
        sheets,
    },
    text::wrap,
};

/// Draws the frame and returns the area of the lens.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let app = canvas.app;
    header(canvas, line(area, 0));
    let mut top = 1;
    if app.lens.is_pair() {
        warnings(canvas, line(area, 1));
        top = 2;
    }
    let bottom = area.height - 1;
    footer(canvas, line(area, bottom));
    let notes = if area.height >= 34 { 2 } else { 1 };
    selected(canvas, Rect { y: area.y + bottom - notes, height: notes, ..area });
    Rect { y: area.y + top, height: area.height - top - notes - 1, ..area }
}

fn line(area: Rect, y: u16) -> Rect {
    Rect { y: area.y + y, height: 1, ..area }
}

fn header(canvas: &mut Canvas<'_>, row: Rect) {
    let app = canvas.app;
    let name = if row.width >= 90 { " parallax " } else { "parallax " };
    let mut x = canvas.pieces(row, 0, 0, &[(name, Role::Title)]);
    let wide = row.width >= 140;
    let n = app.corpus.entries.len();
    if wide {
        let articles = if n == 1 { "article" } else { "articles" };
        let name = wrap::fit(&app.corpus.name, 24);
        x = canvas.pieces(row, x, 0, &[(&format!(" {name} · {n} {articles} "), Role::Dim)]);
    }
    let help = match row.width {
        140.. => "? help  : command ",
        90..=139 => "? help",
        _ => "?",
    };
    let end = row.width.saturating_sub(help.len() as u16);
    tabs(canvas, Rect { width: end, ..row }, x);
    canvas.put(row, end, 0, help, canvas.theme.style(Role::Dim));
}

/// The lenses; short names where the full ones do not fit, only the current one where nothing fits.
fn tabs(canvas: &mut Canvas<'_>, row: Rect, mut x: u16) {
    let app = canvas.app;
    let room = row.width.saturating_sub(x);
    let name = |lens: Lens, size: u8| match size {
        0 => format!(" {} {} ", lens.index() + 1, lens.title()),
        1 => format!("{} {} ", lens.index() + 1, short(lens)),
        2 if lens == app.lens => format!("{} {} ", lens.index() + 1, short(lens)),
        _ => format!("{} ", lens.index() + 1),
    };
    let fits = |size: u8| Lens::ALL.into_iter().map(|l| wrap::width(&name(l, size))).sum::<usize>() < usize::from(room);
    let size = (0..3).find(|s| fits(*s)).unwrap_or(2);
    for lens in Lens::ALL {
        let text = name(lens, size);
        let style = canvas.style(if lens == app.lens { Role::TabOn } else { Role::Tab });
        let used = if lens == app.lens {
            let pad = if text.starts_with(' ') { "" } else { " " };
            let used = canvas.put(row, x, 0, &format!("[{}]", text.trim()), style);
            used + canvas.put(row, x + used, 0, pad, canvas.theme.style(Role::Tab))
        } else {
            canvas.put(row, x, 0, &text, style)
        };
        canvas.layout.tabs.push((lens, Rect { x: row.x + x, width: used, ..row }));
        x += used;
    }
}

const fn short(lens: Lens) -> &'static str {
    match lens {
        Lens::Overview => "All",
        Lens::Voices => "Voices",
        Lens::Language => "Lang",
        Lens::Topics => "Topic",
        Lens::Differences => "Diff",
        Lens::Text => "Text",
        Lens::Notes => "Note",
        Lens::Across => "Across",
        Lens::Story => "Story",
    }
}

fn warnings(canvas: &mut Canvas<'_>, row: Rect) {
    let (at, total) = canvas.app.pair_number();
    let which = match at {
        0 if canvas.app.is_across() => "pair of two stories ".to_owned(),
        0 => format!("one of {total} pairs "),
        _ => format!("pair {at}/{total} "),
    };
    let start = canvas.pieces(row, 1, 0, &[(&which, Role::Dim)]);
    let row = Rect { x: row.x + start, width: row.width.saturating_sub(start), ..row };
    if !canvas.app.has_pair() {
        canvas.pieces(row, 1, 0, &[("one article, no comparison", Role::Warning), (" · F opens files", Role::Dim)]);
        return;
    }
    let Some(comparison) = canvas.app.pairing.comparison.clone() else {
        canvas.pieces(row, 1, 0, &[("comparing …", Role::Dim)]);
        return;
    };
    if comparison.warnings.is_empty() {
        canvas.pieces(
            row,
            1,
            0,
            &[("comparable: no warning  ", Role::Good), ("· one article is not an outlet", Role::Dim)],
        );
        return;
    }
    let badges: Vec<&str> = comparison.warnings.iter().map(|w| w.badge.as_str()).collect();
    let why = format!("{} why", canvas.app.keymap.key_of("warnings"));
    let room = row.width.saturating_sub(why.len() as u16 + 3);
    let lead = if row.width >= 100 { " ! compare with care: " } else { " ! " };
    let text = format!("{lead}{}", badges.join(" · "));
    canvas.cell(row, 0, 0, room, &text, canvas.theme.style(Role::Warning));
    canvas.put(row, row.width - why.len() as u16 - 1, 0, &why, canvas.theme.style(Role::Key));
}

/// The status, or what is selected and what can be done with it.
fn selected(canvas: &mut Canvas<'_>, area: Rect) {
    let app = canvas.app;
    let status = match &app.status {
        Status::Note(text) => Some((text.clone(), Role::Good, "")),
        Status::Problem(text) => Some((problem(app, text, area.width), Role::Problem, "! ")),
        Status::Quiet => None,
    };
    let status = status.or_else(|| app.progress.as_ref().map(|p| (progress(p), Role::Head, "")));
    let (first, second) = describe(app);
    if area.height == 1 {
        let (text, role, sign) = status.unwrap_or((first, Role::Text, "> "));
        let text = parts(&format!("{sign}{text}"), area.width.saturating_sub(1));
        canvas.put(area, 1, 0, &text, canvas.theme.style(role));
        return;
    }
    let first = parts(&format!("> {first}"), area.width.saturating_sub(1));
    canvas.put(area, 1, 0, &first, canvas.theme.style(Role::Text));
    let (text, role, sign) = status.unwrap_or((second, Role::Dim, "  "));
    canvas.put(area, 1, 1, &format!("{sign}{text}"), canvas.theme.style(role));
}

/// What was just done or went wrong, in the last row of the briefing view, which has no status line of its own.
pub(super) fn told(canvas: &mut Canvas<'_>, area: Rect) {
    let row = line(area, area.height.saturating_sub(1));
    let (text, role) = match &canvas.app.status {
        Status::Note(text) => (format!(" {text}"), Role::Good),
        Status::Problem(text) => (format!(" ! {}", problem(canvas.app, text, area.width)), Role::Problem),
        Status::Quiet => return,
    };
    canvas.put(row, 0, 0, &" ".repeat(usize::from(row.width)), canvas.theme.ground);
    canvas.put(row, 0, 0, &text, canvas.theme.style(role));
}

/// A message cut to the width of the screen; one that can be read in full says where.
fn problem(app: &App, text: &str, cells: u16) -> String {
    let room = usize::from(cells.saturating_sub(4));
    if wrap::width(text) <= room || !app.problems().any(|p| text.starts_with(p.as_str()) || p.ends_with(text)) {
        return text.to_owned();
    }
    let more = format!(" ({} in full)", app.keymap.key_of("messages"));
    format!("{}{more}", wrap::fit(text, room.saturating_sub(wrap::width(&more))))
}

fn progress((done, total, what): &(usize, usize, String)) -> String {
    let bar = super::canvas::bar(*done as f64 / (*total).max(1) as f64, 20);
    format!("{what} {done} of {total} {bar:<20} Esc stops")
}

/// What is selected, in a line, and what it means, in another.
fn describe(app: &App) -> (String, String) {
    if app.lens == Lens::Story {
        return describe_cell(app);
    }
    if !app.lens.is_pair() {
        return describe_article(app);
    }
    if let Some(row) = app.selected(app.panel) {
        return (format!("{}{}", describe_row(row), source(app, row)), meaning(row));
    }
    let side = app.panel.side().unwrap_or(app.side);
    let Some(entry) = app.entry(side) else { return (String::new(), String::new()) };
    let place = app.place(side);
    let line = entry.article.line_of(place.start as usize);
    let role = entry.article.lines.get(line - 1);
    let role = role.map_or_else(String::new, |l| format!("{}: {}", l.role.name().replace('_', " "), l.why));
    let found = app.profile(side).map_or_else(Vec::new, |p| cursor::found(app, &entry.article, p, place));
    let what = if found.is_empty() { role } else { found.join(" · ") };
    // A line that is cut may hide the word.
    let word = if app.wrap { String::new() } else { format!(" “{}”", wrap::fit(entry.article.slice(place), 30)) };
    (
        format!("{} {}  line {line} of {}{word} · {what}", side.letter(), entry.label, entry.article.lines.len()),
        legend(app),
    )
}

/// The layers that are shown, with their letters.
fn legend(app: &App) -> String {
    let shown: Vec<String> = crate::app::Layer::ALL
        .into_iter()
        .filter(|l| app.layers.has(*l))
        .map(|l| format!("{} {}", l.letter(), l.name()))
        .collect();
    format!("marks: {}   v shows and hides them", shown.join(" · "))
}

fn describe_cell(app: &App) -> (String, String) {
    let first = crate::app::whole::cell_text(app).unwrap_or_else(|| "working the story out …".to_owned());
    (first, app.whole.matrix.meaning().to_owned())
}

fn describe_article(app: &App) -> (String, String) {
    let Some(entry) = app.selected_article().and_then(|i| app.corpus.entries.get(i)) else {
        let none = if app.corpus.entries.is_empty() { "no article yet" } else { "no article matches; Esc shows all" };
        return (none.to_owned(), String::new());
    };
    let article = &entry.article;
    let outlet = match &article.meta.outlet {
        Some(f) => format!("{} ({})", f.value, f.from.describe()),
        None => "outlet not stated in the file".to_owned(),
    };
    let date = match &article.meta.date {
        Some(f) => format!("{} ({})", f.value, f.from.describe()),
        None => "no date".to_owned(),
    };
    let title = article.meta.title.as_ref();
    let title = title.map_or_else(|| "“no headline”".to_owned(), |t| format!("“{}”{}", t.value, t.mark()));
    let first = format!("{outlet} · {date} · {title}");
    let sort = app.overview.sort;
    let second = if app.lens == Lens::Across {
        "h l choose the measure · i explains it · Enter opens the pair".to_owned()
    } else if sort == Column::Order {
        let (sort, dropped) = (app.keymap.key_of("sort"), app.keymap.key_of("dropped"));
        format!(
            "in the order of the corpus; {sort} sorts · n=3: only 3 found, too few for a rate · {dropped} lists what is \
             not counted"
        )
    } else {
        format!("sorted by {}: {}", sort.head(), sort.meaning())
    };
    let several = app.groups.as_ref().filter(|g| g.stories.len() > 1 && app.lens == Lens::Overview);
    let story = several.and_then(|g| Some((g.stories.len(), app.selected_article().and_then(|a| app.story_of(a))?)));
    if let Some((n, story)) = story {
        let name = crate::app::whole::story_name(app, story);
        return (first, format!("story {} of {n}, {name} · e moves the article, 9 lays the story out", story + 1));
    }
    (first, second)
}

fn describe_row(row: &Row) -> String {
    let (a, b) = (row.passages[0].len(), row.passages[1].len());
    match &row.what {
        What::Voice(v) => {
            let sure = if v.unsure { " · ? not sure" } else { "" };
            let edited = if v.edited { " · edited" } else { "" };
            let camp = if v.camp.is_empty() || v.camp == row.label { String::new() } else { format!(" · {}", v.camp) };
            format!(
                "{}{camp} · {}, {}: {} {} · {} of indirect speech{sure}{edited}",
                row.label,
                counted(v.quotes, "quotation"),
                counted(v.words, "word"),
                v.share_text,
                v.interval,
                counted(v.indirect, "word")
            )
        }
        What::Unheard => format!("named, never quoted: {}", row.label),
        What::Measure(m) => format!("{}: {} | {}  {}", row.label, m.values[0], m.values[1], m.reading.words()),
        What::Term(t) => format!("“{}” {}: {}", row.label, t.category, t.gloss),
        What::Omission { present: (n, of), .. } => {
            format!("{} · in {n} of the {}", row.label, counted(*of, "other article"))
        }
        What::Alignment { differs, .. } if !differs.is_empty() => format!("{} · differs: {differs}", row.label),
        What::Head | What::Plain | What::Note(_) | What::Bookmark(_) => row.label.clone(),
        What::Topic(t) if t.edited.contains(&true) => {
            let edited = match t.edited {
                [true, true] => "edited on both sides",
                [true, false] => "edited in A",
                _ => "edited in B",
            };
            format!("{} · passages: {a} in A, {b} in B · {edited}", row.label)
        }
        _ => format!("{} · passages: {a} in A, {b} in B", row.label),
    }
}

/// Where an entry of the user's own lists comes from, and what it stands over.
fn source(app: &App, row: &Row) -> String {
    let own = &app.lists.own;
    let from = match &row.what {
        What::Term(t) => Some(t.from.clone()).filter(|from| !from.is_empty()),
        What::Topic(t) if t.layer == TopicLayer::Generic => own.provenance(ListName::Topics.name(), &t.id),
        What::Topic(t) if t.layer == TopicLayer::Frame => own.provenance(ListName::Frames.name(), &t.id),
        What::Voice(v) if !v.camp.is_empty() => own.provenance(ListName::Camps.name(), &row.label),
        _ => None,
    };
    let what = if matches!(row.what, What::Voice(_)) { "side from" } else { "from" };
    from.map_or_else(String::new, |from| format!(" · {what} {from}"))
}

fn meaning(row: &Row) -> String {
    match &row.what {
        What::Voice(_) => {
            "words inside quotation marks credited to a speaker; verbs n neutral, a assertive, e endorsing, d doubting"
        }
        What::Unheard => "people whom the body names and does not quote",
        What::Measure(_) => "intervals are 95%: how much the figure rests on which passages were written; i explains",
        What::Term(_) => "hits in the narrator’s words, in quotations, in indirect speech; only the first say something about the outlet",
        What::Topic(_) => "share of sentences with a cue of the topic; shares do not add up to 100",
        What::Word { .. } => "log-odds z-score with the corpus as prior; positive is left",
        What::Omission { .. } => "absent from the text as far as the lists see; relative to the open articles",
        What::Alignment { .. } => "passages that tell the same; Enter shows both",
        What::Counts { .. } | What::Listed => "Enter opens the passages",
        What::Head | What::Plain => "",
        What::Note(_) | What::Bookmark(_) => "Enter goes there, e removes it",
    }
    .to_owned()
}

fn footer(canvas: &mut Canvas<'_>, row: Rect) {
    let mut x = 1;
    let keys: Vec<(String, String)> = match canvas.app.overlays.last() {
        Some(overlay) => super::overlays::keys(canvas.app, overlay),
        None => sheets::footer(canvas.app, row.width),
    };
    for (key, word) in keys {
        let needed = sheets::foot_cells(&key, &word) as u16;
        if x + needed > row.width {
            break;
        }
        x = canvas.pieces(row, x, 0, &[(&key, Role::Key), (" ", Role::Text), (&word, Role::Dim), ("  ", Role::Text)]);
    }
}
