//! Whole pages, from their markup to roles and metadata.

use crate::{
    articles::{Article, Role, Rules, assemble},
    sources::{GivenKind, Options, Origin, RawArticle, read_bytes},
};

fn raw(html: &str) -> RawArticle {
    read_bytes("page.html", html.as_bytes(), &Options::default()).next().expect("one").expect("an article")
}

fn article(html: &str) -> Article {
    assemble(raw(html), Rules::embedded())
}

fn role_of(article: &Article, start: &str) -> Role {
    let line = article.lines.iter().find(|l| article.slice(l.span).starts_with(start));
    line.unwrap_or_else(|| panic!("no line starts with {start}")).role
}

const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Harbour town keeps its ferry | The Elm Courier</title>
<meta property="og:site_name" content="The Elm Courier"><meta property="og:title" content="Harbour town keeps its ferry">
<meta name="author" content="Ana Ruiz"><link rel="canonical" href="https://elmcourier.example/2023/05/12/ferry">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Harbour town keeps its ferry","datePublished":"2023-05-12T08:00:00Z","publisher":{"@type":"Organization","name":"The Elm Courier"}}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Harbour town keeps its ferry</h1><p class="byline">By Ana Ruiz</p>
<figure><img src="a.jpg"><figcaption>Passengers wait at the old pier.</figcaption></figure>
<p>The harbour town of Elm voted on Friday to keep its ferry running, ending a dispute that has split the council for years.</p>
<h2>A narrow result</h2>
<p>Turnout was the highest since the town began to count, and the margin was no more than forty votes, the clerk said.</p>
<blockquote><p>We have waited long enough for this day, and it has come at last for all of us.</p></blockquote>
<ul><li>The ferry will run from six in the morning until ten at night.</li><li>Fares will stay as they are for at least two years.</li></ul>
<p>The operator said that it would buy a second boat before the winter storms arrive and hire four more sailors.</p>
</article><aside class="related"><h3>Related stories</h3><a href="/x">Ferry fares may rise again</a></aside>
<footer>© 2023 The Elm Courier</footer></body></html>"#;

#[test]
fn markup_decides_the_roles_and_nothing_is_lost() {
    let article = article(PAGE);
    assert_eq!(role_of(&article, "Harbour town keeps its ferry"), Role::Headline);
    assert_eq!(role_of(&article, "Passengers wait"), Role::Caption);
    assert_eq!(role_of(&article, "A narrow result"), Role::Heading);
    assert_eq!(role_of(&article, "We have waited"), Role::BlockQuote);
    assert_eq!(role_of(&article, "The ferry will run"), Role::List);
    assert_eq!(role_of(&article, "The operator said"), Role::Body);
    assert_eq!(role_of(&article, "Ferry fares may rise"), Role::Boilerplate);
    assert_eq!(role_of(&article, "World"), Role::Boilerplate);
}

#[test]
fn metadata_comes_with_its_place() {
    let article = article(PAGE);
    let place = |f: Option<String>| f.unwrap_or_default();
    assert_eq!(article.title(), Some("Harbour town keeps its ferry"));
    assert_eq!(article.outlet(), Some("The Elm Courier"));
    let date = article.meta.date.as_ref();
    assert_eq!(date.map(|d| d.value.to_string()).as_deref(), Some("2023-05-12"));
    assert!(place(date.map(|d| d.from.describe())).contains("JSON-LD datePublished"));
    assert_eq!(article.meta.author.as_ref().map(|a| a.value.as_str()), Some("Ana Ruiz"));
    assert!(article.meta.url.as_ref().is_some_and(|u| u.value.contains("elmcourier")));
}

#[test]
fn the_ladder_goes_down_to_the_address_and_to_what_is_seen() {
    let without = PAGE.replace("datePublished", "x");
    let date = article(&without).meta.date.expect("from the address");
    assert!(date.from.describe().contains("inferred: from the address"), "{:?}", date.from);
    let seen =
        without.replace("/2023/05/12/", "/").replace("By Ana Ruiz</p>", "By Ana Ruiz</p><p>Published 11 May 2023</p>");
    let date = article(&seen).meta.date.expect("from a line");
    assert_eq!(date.value.to_string(), "2023-05-11");
    assert!(date.from.describe().starts_with("inferred"));
    assert_eq!(article(&without.replace("/2023/05/12/", "/")).meta.date, None);
}

#[test]
fn the_site_name_is_taken_off_a_title() {
    let page = PAGE
        .replace("<h1>Harbour town keeps its ferry</h1>", "")
        .replace("og:title", "x")
        .replace("\"headline\"", "\"x\"");
    assert_eq!(
        raw(&page).first(GivenKind::Title).map(|g| g.value.clone()).as_deref(),
        Some("Harbour town keeps its ferry")
    );
}

#[test]
fn a_page_of_labels_is_taken_whole() {
    let links: String = (0..200).map(|n| format!("<li><a href='/{n}'>Section number {n}</a></li>")).collect();
    let raw = raw(&format!("<html><body><ul>{links}</ul><p>One short line.</p></body></html>"));
    assert!(matches!(raw.origin, Origin::WholePage | Origin::Page));
    assert!(raw.text.contains("One short line."));
}

#[test]
fn a_declared_charset_is_used() {
    let bytes = b"<html><head><meta charset=\"windows-1252\"></head><body><p>The caf\xe9 stayed \x93open\x94 for the night and the next.</p></body></html>";
    let raw = read_bytes("p.html", bytes, &Options::default()).next().expect("one").expect("an article");
    assert!(raw.text.contains("café stayed “open”"));
}

#[test]
fn a_quoted_post_is_kept_and_a_box_for_sharing_is_not() {
    let post = r#"<div class="social-embed"><blockquote class="twitter-tweet"><p>Not a single boat left the pier today.</p>— Lee Wong (@leewong) May 11, 2023</blockquote></div>"#;
    let share = r#"<div class="social-share"><p>Tell your friends about this story of ours today.</p></div>"#;
    let page = PAGE.replace("<blockquote>", &format!("{post}{share}<blockquote>"));
    let article = article(&page);
    assert_eq!(role_of(&article, "Not a single boat"), Role::BlockQuote);
    assert_eq!(role_of(&article, "Tell your friends"), Role::Boilerplate);
}

#[test]
fn a_page_saved_by_a_browser_says_where_it_came_from() {
    let page = PAGE.replace("<link rel=\"canonical\" href=\"https://elmcourier.example/2023/05/12/ferry\">", "");
    let page = format!("<!-- saved from url=(0031)https://elmcourier.example/ferry -->\n{page}");
    let found = raw(&page).first(GivenKind::Url).map(|g| g.value.clone());
    assert_eq!(found.as_deref(), Some("https://elmcourier.example/ferry"));
}

#[test]
fn a_sentence_amid_others_stays_whatever_it_begins_with() {
    let amid = "<p>Sign up for the ferry ended on Friday, when the last of the four hundred places went.</p>";
    let page = PAGE.replace("<blockquote>", &format!("{amid}<blockquote>"));
    let page =
        page.replacen("<h2>", &"<p>The council met for a third time that week and agreed on it.</p><h2>".repeat(8), 1);
    let page = page.replace("</article>", "<p>Sign up for our newsletter to hear about the ferry first.</p></article>");
    let article = article(&page);
    assert_eq!(role_of(&article, "Sign up for the ferry"), Role::Body);
    assert_eq!(role_of(&article, "Sign up for our newsletter"), Role::Boilerplate);
}

#[test]
fn linked_notes_stay_and_linked_titles_go() {
    let notes = "<p><a href='#n'>7</a></p><p><a href='https://elm.example/r'>https://elm.example/report</a></p>";
    let titles = "<p><a href='/x'>Ferry fares may rise again next year</a></p>";
    let article = article(&PAGE.replace("<blockquote>", &format!("{notes}{titles}<blockquote>")));
    assert_eq!(role_of(&article, "https://elm"), Role::Body);
    assert_eq!(role_of(&article, "7"), Role::Body);
    assert_eq!(role_of(&article, "Ferry fares may rise again next"), Role::Boilerplate);
}
