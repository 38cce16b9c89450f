//! Metadata of a page, by a ladder of trust: linked data, `meta` elements, marked-up elements, the address, what is seen.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use crate::sources::{GivenKind, RawArticle};

/// Adds all that the page says about itself to `raw`, the most trusted first.
pub(super) fn collect(document: &Document, address: Option<&str>, raw: &mut RawArticle) {
    let page = Page { document, linked: linked_data(document) };
    page.title(raw);
    page.date(raw, address);
    page.outlet(raw);
    page.author(raw);
    page.address(raw, address);
    if let Some(lang) = document.select_single("html").attr("lang") {
        raw.give(GivenKind::Language, &lang, "the lang attribute");
    }
}

struct Page<'a> {
    document: &'a Document,
    linked: Vec<Value>,
}

/// `meta` names that hold a publication date, in order of trust.
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_time",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "article:post_date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "cxense:recs:publishtime",
    "vr:published_time",
    "date",
];

impl Page<'_> {
    /// The content of the first `meta` element whose name, property or itemprop is `name` (lower case).
    fn meta(&self, name: &str) -> Option<String> {
        self.document.select("meta").iter().find_map(|m| {
            let named = ["property", "name", "itemprop"]
                .iter()
                .any(|a| m.attr(a).is_some_and(|v| v.trim().eq_ignore_ascii_case(name)));
            let content = m.attr("content").filter(|_| named)?.trim().to_owned();
            (!content.is_empty()).then_some(content)
        })
    }

    /// A value of the linked data of an article.
    fn linked(&self, key: &str) -> Option<&Value> {
        self.linked.iter().find_map(|o| o.get(key)).filter(|v| !v.is_null())
    }

    fn title(&self, raw: &mut RawArticle) {
        let linked = self.linked("headline").and_then(Value::as_str).map(plain);
        let open = self.meta("og:title").or_else(|| self.meta("twitter:title"));
        let element = self.document.select_single("head title").text().to_string();
        let mut stated =
            vec![("JSON-LD headline", linked), ("og:title", open), ("the title element", Some(plain(&element)))];
        stated.retain(|(_, v)| v.as_ref().is_some_and(|v| !v.trim().is_empty()));
        let headings: Vec<String> =
            self.document.select("h1").iter().map(|h| squeeze(&h.text())).filter(|h| !h.is_empty()).collect();
        if let Some(heading) =
            headings.iter().find(|h| stated.iter().any(|(_, v)| v.as_ref().is_some_and(|v| agree(h, v))))
        {
            raw.give(GivenKind::Title, heading, "the h1 heading");
        }
        let site = self.meta("og:site_name").unwrap_or_default();
        for (place, value) in stated {
            raw.give(GivenKind::Title, &without_site(&value.unwrap_or_default(), &site), place);
        }
        if let [only] = headings.as_slice() {
            raw.give(GivenKind::Title, only, "the h1 heading");
        }
    }

    fn date(&self, raw: &mut RawArticle, address: Option<&str>) {
        for key in ["datePublished", "dateCreated", "uploadDate"] {
            if let Some(date) = self.linked(key).and_then(Value::as_str) {
                raw.give(GivenKind::Date, date, format!("JSON-LD {key}"));
            }
        }
        for name in DATES {
            if let Some(date) = self.meta(name) {
                raw.give(GivenKind::Date, &date, format!("meta {name}"));
            }
        }
        self.marked_dates(raw);
        let address = address.map(str::to_owned).or_else(|| self.canonical().map(|c| c.1));
        if let Some(date) = address.as_deref().and_then(date_in_address) {
            raw.guess(GivenKind::Date, &date, "the address");
        }
    }

    fn marked_dates(&self, raw: &mut RawArticle) {
        for selector in [
            "[itemprop=datePublished]",
            "time[pubdate]",
            "time[class*=publish]",
            "article time[datetime]",
            "time[datetime]",
            "time",
            "abbr.published",
        ] {
            let selection = self.document.select_single(selector);
            if let Some(node) = selection.nodes().first() {
                let value =
                    ["datetime", "content", "title"].iter().find_map(|a| node.attr(a).filter(|v| !v.trim().is_empty()));
                let value = value.map_or_else(|| squeeze(&node.text()), |v| v.to_string());
                raw.give(GivenKind::Date, &value, format!("the element {selector}"));
            }
        }
    }

    fn outlet(&self, raw: &mut RawArticle) {
        let publisher = self.linked("publisher").and_then(name_of);
        if let Some(name) = publisher {
            raw.give(GivenKind::Outlet, &name, "JSON-LD publisher");
        }
        for name in ["og:site_name", "application-name", "publisher", "dc.publisher"] {
            if let Some(value) = self.meta(name).filter(|v| !v.contains("://")) {
                raw.give(GivenKind::Outlet, &value, format!("meta {name}"));
            }
        }
    }

    fn author(&self, raw: &mut RawArticle) {
        if let Some(name) = self.linked("author").and_then(name_of) {
            raw.give(GivenKind::Author, &name, "JSON-LD author");
        }
        for name in
            ["author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "twitter:creator"]
        {
            if let Some(value) = self.meta(name).filter(|v| !v.contains("://") && !v.starts_with('@')) {
                raw.give(GivenKind::Author, value.trim_start_matches("By "), format!("meta {name}"));
            }
        }
        for selector in [
            "[itemprop=author] [itemprop=name]",
            "[itemprop=author]",
            "[rel=author]",
            ".byline a",
            ".author a",
            ".byline",
            ".author-name",
        ] {
            let text = squeeze(&self.document.select_single(selector).text());
            if (3..=80).contains(&text.len()) {
                raw.give(
                    GivenKind::Author,
                    text.trim_start_matches("By ").trim_start_matches("by "),
                    format!("the element {selector}"),
                );
            }
        }
    }

    fn canonical(&self) -> Option<(&'static str, String)> {
        let link = self.document.select_single("link[rel=canonical]").attr("href").map(|h| h.trim().to_owned());
        let web = |v: &String| v.starts_with("http://") || v.starts_with("https://");
        link.filter(web)
            .map(|l| ("link rel=canonical", l))
            .or_else(|| self.meta("og:url").filter(web).map(|l| ("og:url", l)))
    }

    fn address(&self, raw: &mut RawArticle, address: Option<&str>) {
        if let Some((place, link)) = self.canonical() {
            raw.give(GivenKind::Url, &link, place);
        }
        if let Some(address) = address {
            raw.give(GivenKind::Url, address, "the link");
        }
    }
}

/// The objects of the page's linked data that describe an article, then all others, most at home first.
fn linked_data(document: &Document) -> Vec<Value> {
    let mut objects = Vec::new();
    for script in document.select("script[type='application/ld+json']").nodes() {
        let text = script_text(script);
        if let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) {
            gather(value, &mut objects, 0);
        }
    }
    let is_article = |o: &Value| {
        let kinds = match o.get("@type") {
            Some(Value::String(s)) => s.clone(),
            Some(Value::Array(a)) => a.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            _ => String::new(),
        };
        ["Article", "Posting", "Report", "Review", "Recipe"].iter().any(|k| kinds.contains(k))
    };
    objects.retain(is_article);
    objects
}

fn script_text(node: &NodeRef) -> String {
    node.text().replace(['\n', '\r', '\t'], " ")
}

fn gather(value: Value, out: &mut Vec<Value>, depth: usize) {
    if depth > 4 || out.len() > 200 {
        return;
    }
    match value {
        Value::Array(items) => items.into_iter().for_each(|v| gather(v, out, depth + 1)),
        Value::Object(mut object) => {
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.remove(key).filter(|v| v.is_array() || v.is_object()) {
                    gather(inner, out, depth + 1);
                }
            }
            out.push(Value::Object(object));
        }
        _ => {}
    }
}

/// The name in a value that is a name, an object with one, or a list of these.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(plain(s)).filter(|s| !s.contains("://")),
        Value::Object(o) => o.get("name").and_then(name_of),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().take(10).filter_map(name_of).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value of linked data as text: entities that were escaped twice are undone.
fn plain(text: &str) -> String {
    let pairs = [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8211;", "–"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
    ];
    let mut out = squeeze(text);
    if out.contains('&') {
        for (from, to) in pairs {
            out = out.replace(from, to);
        }
    }
    out
}

fn key(text: &str) -> Vec<String> {
    crate::text::fold::fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What sites put between an article's title and their name.
const SIGNS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "];

/// Whether a heading and a stated title are the same, one begins with the other, or the heading is a part of the title
/// that signs set off.
fn agree(heading: &str, stated: &str) -> bool {
    if SIGNS.iter().any(|sign| stated.split(sign).next().is_some_and(|first| first.trim() == heading)) {
        return true;
    }
    let (a, b) = (key(heading), key(stated));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let shared = a.iter().filter(|w| b.contains(w)).count();
    a == b
        || b.starts_with(&a) && a.len() >= 3
        || a.starts_with(&b) && b.len() >= 3
        || shared * 10 >= a.len().max(3) * 7
}

/// A stated title without the site's name behind or before it.
fn without_site(title: &str, site: &str) -> String {
    let title = squeeze(title);
    for sign in [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", ": "] {
        let Some((head, tail)) = title.rsplit_once(sign) else { continue };
        let is_site = |part: &str| !site.is_empty() && key(part) == key(site);
        if let Some((first, rest)) = title.split_once(sign).filter(|(f, _)| is_site(f)) {
            return if first.len() < rest.len() { rest.to_owned() } else { title.clone() };
        }
        let short = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 3;
        if is_site(tail)
            || (short && sign != ": " && sign != " - ")
            || (short && sign == " - " && tail.chars().next().is_some_and(char::is_uppercase))
        {
            return without_site(head, site);
        }
    }
    title
}

/// A date in an address such as `/2019/03/05/` or `/20190305-`.
fn date_in_address(address: &str) -> Option<String> {
    let path = address.split_once("://").map_or(address, |(_, r)| r);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.', '+']).collect();
    let number = |s: &str, from: u32, to: u32| s.parse::<u32>().ok().filter(|n| (from..=to).contains(n));
    parts.windows(3).find_map(|w| {
        let [year, month, day] = w else { return None };
        let year = number(year, 1990, 2100).filter(|_| year.len() == 4)?;
        let (month, day) = (number(month, 1, 12)?, number(day, 1, 31)?);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    })
}
