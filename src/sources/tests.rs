//! Inputs of every kind, good, bad and hostile, through the front door.

use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    time::{Duration, Instant},
};

use super::*;

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Result<RawArticle, SourceError>> {
    read_bytes(name, bytes.as_ref(), &Options::default()).collect()
}

fn only(name: &str, bytes: impl AsRef<[u8]>) -> RawArticle {
    let mut all = read(name, bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).expect("an article")
}

fn cause(name: &str, bytes: impl AsRef<[u8]>) -> Cause {
    let mut all = read(name, bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).expect_err("an error").cause
}

fn given(raw: &RawArticle, kind: GivenKind) -> Option<&str> {
    raw.first(kind).map(|g| g.value.as_str())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn docx(document: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(document.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn paragraphs(lines: &[&str]) -> String {
    let body: String = lines.iter().map(|l| format!("<w:p><w:r><w:t>{l}</w:t></w:r></w:p>")).collect();
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>")
}

#[test]
fn text_that_cannot_be_read_says_why() {
    assert_eq!(cause("a.txt", ""), Cause::Empty);
    assert_eq!(cause("a.txt", " \n\t\n"), Cause::Empty);
    assert_eq!(cause("a.txt", b"\x00\x01\x02binary\x00"), Cause::NotText);
    assert_eq!(cause("a.txt", b"%PDF-1.4"), Cause::NotText);
    let missing: Vec<_> = read_path(std::path::Path::new("no/such/file.txt"), &Options::default()).collect();
    assert_eq!(missing[0].as_ref().unwrap_err().cause, Cause::Missing);
    assert!(missing[0].as_ref().unwrap_err().to_string().contains("check the path"));
}

#[test]
fn bad_bytes_are_flagged_and_the_text_is_read() {
    let raw = only("a.txt", b"The caf\xc3\xa9 was \xff open.");
    assert!(raw.text.starts_with("The café was"));
    assert_eq!(raw.notices.len(), 1);
}

#[test]
fn a_large_single_line_is_one_article() {
    let raw = only("a.txt", "word ".repeat(1_000_000));
    assert_eq!(raw.text.len(), 5_000_000);
}

#[test]
fn ids_are_file_names_without_endings() {
    assert_eq!(open::id_of("a/b/2024.05.story.html.gz"), "2024.05.story");
    assert_eq!(open::id_of("/x/.txt"), ".txt");
    assert_eq!(only("dir/story.txt", "Text.").id, "story");
}

#[test]
fn json_lines_keep_going_after_a_bad_record() {
    let lines = "{\"id\":\"a\",\"title\":\"T\",\"body\":\"One.\",\"source\":{\"name\":\"Kite\"}}\n\nnot json\n{\"text\":\"\"}\n{\"maintext\":\"Two.\",\"authors\":[\"A\",\"B\"]}\n";
    let all = read("x.jsonl", lines);
    assert_eq!(all.len(), 4);
    let first = all[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), given(first, GivenKind::Outlet)), ("a", Some("Kite")));
    assert_eq!(first.first(GivenKind::Outlet).unwrap().place, "field \"source\"");
    assert_eq!(all[1].as_ref().unwrap_err().line, Some(3));
    assert_eq!(all[2].as_ref().unwrap_err().line, Some(4));
    let last = all[3].as_ref().unwrap();
    assert_eq!((last.id.as_str(), given(last, GivenKind::Author)), ("x-5", Some("A, B")));
}

#[test]
fn one_record_over_the_limit_does_not_cost_the_others() {
    let options = Options { limits: Limits { record: 100, ..Limits::default() }, ..Options::default() };
    let lines = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"fine\"}}\n", "x".repeat(500));
    let all: Vec<_> = read_bytes("x.jsonl", lines.as_bytes(), &options).collect();
    assert_eq!(all[0].as_ref().unwrap_err().cause, Cause::TooMuch);
    assert_eq!(all[1].as_ref().unwrap().text, "fine");
    let list = format!("[{{\"text\":\"{}\"}},{{\"text\":\"fine\"}}]", "x".repeat(500));
    let all: Vec<_> = read_bytes("x.json", list.as_bytes(), &options).collect();
    assert!(all[0].as_ref().unwrap_err().what.starts_with("record 1: the record is larger"));
    assert_eq!(all[1].as_ref().unwrap().text, "fine");
}

#[test]
fn the_number_of_records_is_bounded() {
    let options = Options { limits: Limits { records: 3, ..Limits::default() }, ..Options::default() };
    let all: Vec<_> = read_bytes("x.jsonl", "{\"text\":\"a\"}\n".repeat(10).as_bytes(), &options).collect();
    assert_eq!(all.len(), 4);
    assert_eq!(all[3].as_ref().unwrap_err().cause, Cause::TooMuch);
}

#[test]
fn a_bad_record_of_a_list_is_told_by_its_line_and_the_others_are_kept() {
    let list = "{\n \"status\": \"ok\",\n \"articles\": [\n  {\"text\": \"One.\"},\n  {\n   \"title\": \"No text\"\n  },\n  {\"text\": \"\\ud800\"},\n  7, {\"text\": \"Two.\"}\n ]\n}\n";
    let all = read("x.json", list);
    let lines: Vec<_> = all.iter().map(|r| r.as_ref().err().and_then(|e| e.line)).collect();
    assert_eq!(lines, [None, Some(5), Some(8), Some(9), None]);
    assert!(all[1].as_ref().unwrap_err().to_string().starts_with("x.json:5: record 2: the record has no text"));
    assert_eq!(all[2].as_ref().unwrap_err().cause, Cause::Malformed);
    assert_eq!(all[4].as_ref().unwrap().id, "x-5");
}

#[test]
fn a_break_late_in_a_list_keeps_the_records_before_it() {
    let all = read("x.json", "[\n {\"text\": \"One.\"},\n {\"text\": \"Two.\"},\n {\"text\": \"Thr\n");
    assert_eq!(all.iter().flatten().map(|r| r.text.as_str()).collect::<Vec<_>>(), ["One.", "Two."]);
    let error = all[2].as_ref().unwrap_err();
    assert_eq!((all.len(), error.cause, error.line), (3, Cause::Malformed, Some(4)));
    assert!(!error.what.contains(" column "), "the line is said once: {}", error.what);
}

#[test]
fn deep_and_many_json_values_are_read_in_linear_time() {
    let start = Instant::now();
    let deep = format!("[{}{}, {{\"text\": \"a\"}}]", "[".repeat(200_000), "]".repeat(200_000));
    let all = read("x.json", deep);
    assert_eq!((all.len(), all[0].is_err(), all[1].is_ok()), (2, true, true));
    assert_eq!(read("x.json", "{}\n".repeat(200_000)).len(), 200_000);
    assert_eq!(cause("x.json", "{\"data\":".repeat(200_000)), Cause::Malformed);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn json_comes_as_list_collection_or_single_record() {
    assert_eq!(read("x.json", "[{\"text\":\"a\"},{\"text\":\"b\"}]").len(), 2);
    assert_eq!(read("x.json", "{\"status\":\"ok\",\"articles\":[{\"content\":\"a\"}]}").len(), 1);
    assert_eq!(only("x.json", "{\"articleBody\":\"a\",\"headline\":\"H\"}").id, "x");
    assert_eq!(only("x.json", "{\"content\":\"<p>One &amp; two.</p><p>Three.</p>\"}").text, "One & two.\n\nThree.");
    assert_eq!(cause("x.json", "{\"text\": \"a\""), Cause::Malformed);
    assert_eq!(cause("x.json", "[".repeat(100_000)), Cause::Malformed);
}

#[test]
fn tables_are_read_row_by_row() {
    let all = read("x.csv", "ID;Title;Main Text;Publisher\n7;Head;\"Line one.\nLine two.\";Kite\n8;Other;;Kite\n");
    let first = all[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.text.as_str()), ("7", "Line one.\nLine two."));
    assert_eq!(given(first, GivenKind::Outlet), Some("Kite"));
    assert_eq!(all[1].as_ref().unwrap_err().cause, Cause::Empty);
    assert!(read("x.csv", "a,b\n1,2\n")[0].as_ref().unwrap_err().fix.contains("--map"));
}

#[test]
fn a_map_names_unusual_columns() {
    let mut options = Options::default();
    options.map.add("text=Volltext").unwrap();
    let all: Vec<_> = read_bytes("x.tsv", b"Volltext\tNr\nEin Satz.\t1\n", &options).collect();
    assert_eq!(all[0].as_ref().unwrap().text, "Ein Satz.");
}

#[test]
fn an_open_quotation_mark_in_a_table_ends_in_an_error() {
    let table = format!("text\n\"{}", "x,".repeat(6_000_000));
    assert_eq!(read("x.csv", table).last().unwrap().as_ref().unwrap_err().cause, Cause::Malformed);
}

const RSS: &str =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Kite & Co</title><item><title>Head</title>
<link>https://kite.example/a?b=1&c=2</link><pubDate>Sun, 16 Feb 2025 08:00:00 GMT</pubDate>
<description><![CDATA[<p>One & two.</p><p>Three.</p>]]></description></item></channel></rss>";

#[test]
fn feeds_with_bare_ampersands_are_read() {
    let raw = only("f.xml", RSS);
    assert_eq!(given(&raw, GivenKind::Title), Some("Head"));
    assert_eq!(given(&raw, GivenKind::Outlet), Some("Kite & Co"));
    assert_eq!(raw.text, "One & two.\n\nThree.");
    assert!(given(&raw, GivenKind::Url).unwrap().ends_with("c=2"));
    assert!(raw.notices[0].contains("summary"));
    let feed = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"K\",\"items\":[{\"id\":\"1\",\"content_text\":\"Text.\"}]}";
    assert_eq!(only("f.json", feed).text, "Text.");
    assert_eq!(cause("f.rss", "<rss><channel>"), Cause::Malformed);
}

#[test]
fn an_entity_bomb_is_refused_or_harmless() {
    let entities: String = (1..40).map(|n| format!("<!ENTITY l{n} \"&l{0};&l{0};\">", n - 1)).collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY l0 \"ha\">{entities}]><rss><channel><title>&l39;</title></channel></rss>"
    );
    assert_eq!(cause("f.xml", &bomb), Cause::TooMuch);
    let document = format!(
        "<!DOCTYPE r [<!ENTITY l0 \"ha\">{entities}]>{}",
        paragraphs(&["&l39; text"]).replace("<?xml version=\"1.0\"?>", "")
    );
    assert!(read("d.docx", docx(&document))[0].as_ref().map_or(true, |r| r.text.len() < 100));
}

#[test]
fn documents_give_their_paragraphs() {
    let raw = only("d.docx", docx(&paragraphs(&["First &amp; foremost.", "", "Second."])));
    assert_eq!(raw.text, "First & foremost.\nSecond.\n");
    assert_eq!(cause("d.docx", b"PK\x03\x04 broken"), Cause::Malformed);
    assert_eq!(cause("d.docx", docx(&paragraphs(&[""]))), Cause::Empty);
}

const EXPORT: &[&str] = &[
    "Harbour vote ends",
    "The Elm Courier (England)",
    "May 12, 2023 Friday",
    "Copyright 2023 Elm Media Ltd",
    "Length: 9 words",
    "Byline: Ana Ruiz",
    "Body",
    "The town voted on Friday.",
    "The ferry stays.",
    "Classification",
    "Language: ENGLISH",
    "End of Document",
    "Second story",
    "Kite",
    "May 13, 2023",
    "Body",
    "More text.",
    "End of Document",
];

#[test]
fn an_export_of_many_articles_is_split() {
    for (name, bytes) in [("n.docx", docx(&paragraphs(EXPORT))), ("n.txt", EXPORT.join("\n").into_bytes())] {
        let all = read(name, bytes);
        assert_eq!(all.len(), 2);
        let first = all[0].as_ref().unwrap();
        assert_eq!(given(first, GivenKind::Outlet), Some("The Elm Courier"));
        assert_eq!(given(first, GivenKind::Date), Some("May 12, 2023 Friday"));
        assert_eq!(given(first, GivenKind::Author), Some("Ana Ruiz"));
        let body: Vec<u32> = first.hints.iter().filter(|(_, h)| *h == Hint::Body).map(|(n, _)| *n).collect();
        assert_eq!(body, [8, 9]);
    }
}

#[test]
fn front_matter_is_metadata() {
    let raw = only("m.md", "---\ntitle: \"Head\"\ndate: 2024-05-03\nsource: Kite\n---\n# Head\n\nText.\n\n> Said.\n");
    assert_eq!(given(&raw, GivenKind::Outlet), Some("Kite"));
    assert_eq!(given(&raw, GivenKind::Date), Some("2024-05-03"));
    assert!(raw.hints.contains(&(6, Hint::Headline)) && raw.hints.contains(&(10, Hint::Quote)));
}

#[test]
fn compressed_files_are_read_and_bombs_are_not() {
    assert_eq!(only("a.txt.gz", gzip(b"Plain text.")).text, "Plain text.");
    assert_eq!(read("a.jsonl.gz", gzip(b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n")).len(), 2);
    assert_eq!(cause("b.txt.gz", gzip(&vec![b'a'; 80 << 20])), Cause::TooMuch);
    assert_eq!(cause("b.html.gz", gzip(&b"<p>".repeat(20 << 20))), Cause::TooMuch);
    assert_eq!(cause("b.txt.gz", &gzip(b"Plain text that is long enough")[..20]), Cause::Malformed);
    assert_eq!(cause("b.docx", docx(&paragraphs(&[&"a".repeat(80 << 20)]))), Cause::TooMuch);
}

#[test]
fn folders_are_walked_without_links_and_hidden_files() {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    fs::create_dir(dir.path().join("sub")).unwrap();
    put("b.txt", "Two.");
    put("sub/a.txt", "One.");
    put(".hidden.txt", "No.");
    put("picture.png", "No.");
    put("out.txt", "No.");
    put(".gitignore", "out.txt\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path(), dir.path().join("sub/loop")).unwrap();
    let ids = |path: &std::path::Path| -> Vec<String> {
        read_path(path, &Options::default()).map(|r| r.map_or_else(|e| e.to_string(), |r| r.id)).collect()
    };
    assert_eq!(ids(dir.path()), ["b", "a"]);
    assert_eq!(ids(&dir.path().join("*.txt")), ["b"]);
    assert!(ids(&dir.path().join("*.csv"))[0].contains("no file matches"));
    let empty = tempfile::tempdir().unwrap();
    assert!(ids(empty.path())[0].contains("no file that may be an article"));
}

#[test]
fn a_file_without_permission_is_named() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "Text.").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        let all: Vec<_> = read_path(&path, &Options::default()).collect();
        if let Err(e) = &all[0] {
            assert_eq!(e.cause, Cause::Denied);
        } // A superuser reads it all the same.
    }
}

/// Answers each of `answers` to one request, on a port of this machine.
fn serve(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&answer);
        }
    });
    address
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let mut out =
        format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).into_bytes();
    out.extend_from_slice(body);
    out
}

fn local() -> Options {
    Options {
        private_addresses: true,
        limits: Limits { patience: Duration::from_secs(10), ..Limits::default() },
        ..Options::default()
    }
}

#[test]
fn a_summary_in_a_feed_is_completed_only_if_allowed() {
    let page = "<html><body><h1>Head</h1><p>The town voted on Friday to keep its ferry running.</p></body></html>";
    let base = serve(vec![answer("200 OK\r\nContent-Type: text/html", page.as_bytes()), answer("500 Broken", b"")]);
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Elm Courier</title><item><title>Ferry stays</title>\
         <link>{base}/a</link><description>A short summary.</description></item></channel></rss>"
    );
    let read = |options: &Options| read_bytes("f.xml", feed.as_bytes(), options).next().unwrap().unwrap();
    let short = read(&local());
    assert_eq!((short.text.as_str(), short.notices.len()), ("A short summary.", 1));
    let follow = Options { follow_feeds: true, ..local() };
    let full = read(&follow);
    assert!(full.text.contains("keep its ferry"), "{}", full.text);
    assert_eq!(given(&full, GivenKind::Outlet), Some("Elm Courier"));
    let failed = read(&follow);
    assert_eq!(failed.text, "A short summary.");
    assert!(failed.notices[0].contains("500"), "{:?}", failed.notices);
}

#[test]
fn a_link_is_fetched_through_a_redirect_and_read() {
    let page = "<html><head><title>Head</title></head><body><h1>Head</h1><p>The town voted on Friday to keep its ferry running.</p></body></html>";
    let base = serve(vec![
        answer("302 Found\r\nLocation: /story.html", b""),
        answer("200 OK\r\nContent-Type: text/html", page.as_bytes()),
    ]);
    let all: Vec<_> = read_link(&format!("{base}/x"), &local()).collect();
    let raw = all[0].as_ref().unwrap();
    assert!(raw.text.contains("keep its ferry"));
    assert_eq!((raw.id.as_str(), given(raw, GivenKind::Url)), ("story", Some(format!("{base}/story.html").as_str())));
}

#[test]
fn links_that_must_not_be_followed_are_refused() {
    let refused = |link: &str, options: &Options| read_link(link, options).next().unwrap().unwrap_err().to_string();
    for link in [
        "http://127.0.0.1/",
        "http://localhost/x",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest",
        "http://[::ffff:127.0.0.1]/",
    ] {
        assert!(refused(link, &Options::default()).contains("private"), "{link}");
    }
    assert!(refused("file:///etc/passwd", &local()).contains("neither http nor https"));
    let base = serve(vec![answer("302 Found\r\nLocation: file:///etc/passwd", b"")]);
    assert!(refused(&base, &local()).contains("neither http nor https"));
    let base = serve(vec![answer("404 Not Found", b"")]);
    assert!(refused(&base, &local()).contains("404"));
}

#[test]
fn a_compressed_page_is_bounded_while_it_is_unpacked() {
    let bomb = gzip(&vec![b' '; 30 << 20]);
    let base = serve(vec![answer("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &bomb)]);
    let error = read_link(&base, &local()).next().unwrap().unwrap_err();
    assert_eq!(error.cause, Cause::TooMuch);
}

/// Pages that stall or overflow a parser without bounds. Those that must pass the guard are no larger than shows growth
/// beyond the linear: at ten times this size a quadratic parser takes a hundred times as long.
#[test]
fn hostile_pages_end_in_time() {
    let started = Instant::now();
    let refused = [
        "<div>".repeat(100_000),
        "<p>".repeat(16 << 20),
        "<".repeat(5 << 20),
        "&".repeat(3 << 20),
        "<table><tr><td>".repeat(100_000),
        "<b><i>".repeat(100_000),
        "<svg><g>".repeat(50_000),
    ];
    for page in refused {
        assert_eq!(cause("h.html", &page), Cause::TooMuch);
    }
    let parsed = [
        "<a b='".repeat(20_000),
        "<!--".repeat(100_000),
        "</p>".repeat(90_000),
        format!("<p>{}</p>", "&lt;".repeat(50_000)),
        "<p>x<br>".repeat(20_000),
        "<script>".repeat(20_000),
        "<li><ul>".repeat(200) + "text",
    ];
    for page in parsed {
        assert_eq!(read("h.html", &page).len(), 1);
    }
    assert!(started.elapsed() < Duration::from_secs(120), "took {:?}", started.elapsed());
}

#[test]
fn a_web_archive_gives_its_page() {
    let archive = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://elm.example/ferry\r\n\
        Subject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n\
        --B\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://elm.example/ferry\r\n\r\n\
        <html><body><h1>Ferry kept</h1><p>The town of caf=E9s voted on Friday to keep its fer=\r\nry running.</p></body></html>\r\n\
        --B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n";
    for name in ["a.mht", "a.mhtml", "saved"] {
        let raw = only(name, archive);
        assert!(raw.text.contains("The town of cafés voted on Friday to keep its ferry running."), "{}", raw.text);
        assert_eq!(given(&raw, GivenKind::Url), Some("https://elm.example/ferry"));
    }
    assert_eq!(cause("a.mht", "no archive at all"), Cause::Malformed);
    let nested = "Content-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\n".repeat(20_000);
    assert_eq!(read("a.mht", format!("MIME-Version: 1.0\r\n{nested}")).len(), 1);
}

#[test]
fn a_compressed_page_is_read_by_its_inner_name() {
    let page =
        "<html><body><h1>Ferry kept</h1><p>The town voted on Friday to keep its ferry running.</p></body></html>";
    for name in ["a.html.gz", "a.htm.gz", "a.gz"] {
        let raw = only(name, gzip(page.as_bytes()));
        assert_eq!((raw.id.as_str(), given(&raw, GivenKind::Title)), ("a", Some("Ferry kept")), "{name}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300), ending in 0usize..10) {
        let name = ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.xml", "a.docx", "a.md", "a.gz", "a"][ending];
        for raw in read(name, &bytes).into_iter().flatten() {
            let lines = raw.text.lines().count() as u32;
            proptest::prop_assert!(raw.hints.iter().all(|(n, _)| *n >= 1 && *n <= lines.max(1)));
        }
    }

    #[test]
    fn no_markup_makes_a_reader_panic(parts in proptest::collection::vec("<(/)?(p|div|li|h1|h2|table|td|a|b|br|figcaption|blockquote|script|time)( class=\"related caption\")?>|[a-z .“é]{0,40}|&[a-z]{1,4};?", 0..60)) {
        for raw in read("a.html", parts.concat()).into_iter().flatten() {
            let lines = raw.text.lines().count() as u32;
            proptest::prop_assert!(raw.hints.iter().all(|(n, _)| *n >= 1 && *n <= lines));
        }
    }
}
