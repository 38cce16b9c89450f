//! `parallax add`: fetches pages and keeps them as files.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};

use super::{Outcome, complain};
use crate::{
    export::save,
    sources::{Fetcher, Options, Page, entries_to_fetch, read_page},
    text::{neutral::neutral, slug::file_name},
};

/// How many entries of one feed are fetched.
const ENTRIES: usize = 200;

/// Fetches every link into the folder `to` and prints the files; complains of those that cannot be had or read. To add a
/// feed is leave to fetch the pages of its entries, if the feed does not hold all their texts.
pub fn run(links: &[String], to: &Path, private_addresses: bool) -> Result<Outcome> {
    let options = Options { private_addresses, ..Options::default() };
    let fetcher = Fetcher::new(&options);
    fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let (mut done, mut skipped) = (0, 0);
    for link in links {
        for result in add(link, to, &fetcher, &options) {
            match result {
                Ok(path) => {
                    done += 1;
                    writeln!(io::stdout().lock(), "{}", path.display())?;
                }
                Err(e) => {
                    skipped += 1;
                    complain(&neutral(&format!("{e:#}")));
                }
            }
        }
    }
    Ok(Outcome::of(done, skipped))
}

/// Keeps what is behind `link`: a page, or of a feed with summaries the pages of its entries, one after another.
fn add<'a>(
    link: &str,
    to: &'a Path,
    fetcher: &'a Fetcher,
    options: &'a Options,
) -> Box<dyn Iterator<Item = Result<PathBuf>> + 'a> {
    let fetched = fetcher.fetch(link).and_then(|page| Ok((entries_to_fetch(&page, options)?, page)));
    let (entries, page) = match fetched {
        Ok(found) => found,
        Err(e) => return Box::new(std::iter::once(Err(e.into()))),
    };
    if entries.is_empty() {
        return Box::new(std::iter::once(keep(&page, to, options)));
    }
    let more = entries.len().saturating_sub(ENTRIES);
    let rest = (more > 0).then(|| Err(anyhow!("{link}: {more} more entries were left out; add them by their links")));
    let pages = entries.into_iter().take(ENTRIES).map(|entry| keep(&fetcher.fetch(&entry)?, to, options));
    Box::new(pages.chain(rest))
}

/// Keeps a page, if an article can be read in it; the file of an earlier fetch is replaced.
fn keep(page: &Page, to: &Path, options: &Options) -> Result<PathBuf> {
    let mut failed = None;
    let read = read_page(page, options).find_map(|article| article.map_err(|e| failed = Some(e)).ok());
    let none = || failed.map_or_else(|| anyhow!("{}: no article in it", page.address), Into::into);
    let article = read.ok_or_else(none)?;
    let path = to.join(name_of(page, &article.id));
    save::write(&path, &page.to_keep(), true)?;
    Ok(path)
}

/// The last part of the address and a hash of the whole: the same link always gives the same name.
fn name_of(page: &Page, id: &str) -> String {
    format!("{}-{:08x}.{}", file_name(id), hash(page.address.as_bytes()), page.ending())
}

/// FNV-1a, 32 bits: it stays the same across versions and machines.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use std::{io::Read, net::TcpListener, thread};

    use super::*;
    use crate::sources::{GivenKind, read_path};

    fn serve(answers: Vec<String>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        base
    }

    fn answer(status: &str, body: &str) -> String {
        let head = format!("Content-Type: text/html\r\nContent-Length: {}\r\nConnection: close", body.len());
        format!("HTTP/1.1 {status}\r\n{head}\r\n\r\n{body}")
    }

    const PAGE: &str = "<html><head><title>Ferry kept</title></head><body><h1>Ferry kept</h1>\
        <p>The town voted on Friday to keep its ferry running.</p></body></html>";

    #[test]
    fn a_page_is_kept_and_read_again_without_the_network() {
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path().join("story");
        let base = serve(vec![answer("200 OK", PAGE), answer("200 OK", PAGE), answer("404 Not Found", "")]);
        let link = format!("{base}/2024/Ferry_Kept.html");
        let links = [link.clone(), link.clone(), format!("{base}/gone")];
        assert_eq!(run(&links, &to, true).unwrap(), Outcome::Skipped);
        let files: Vec<PathBuf> = fs::read_dir(&to).unwrap().map(|e| e.unwrap().path()).collect();
        let [file] = files.as_slice() else { panic!("one file, not {files:?}") };
        assert_eq!(
            file.file_name().unwrap().to_str().unwrap(),
            format!("ferry-kept-{:08x}.html", hash(link.as_bytes()))
        );
        let raw = read_path(file, &Options::default()).next().unwrap().unwrap();
        assert!(raw.text.contains("keep its ferry"));
        assert_eq!(raw.first(GivenKind::Url).map(|g| g.value.as_str()), Some(link.as_str()));
    }

    #[test]
    fn the_entries_of_a_feed_with_summaries_are_fetched_one_a_second() {
        let dir = tempfile::tempdir().unwrap();
        let item = |name: &str| {
            format!("<item><title>T & {name}</title><link>/{name}</link><description>Short.</description></item>")
        };
        let feed =
            format!("<rss version=\"2.0\"><channel><title>Elm</title>{}{}</channel></rss>", item("a"), item("b"));
        let base = serve(vec![answer("200 OK", &feed), answer("404 Not Found", ""), answer("200 OK", PAGE)]);
        let started = std::time::Instant::now();
        assert_eq!(run(&[format!("{base}/feed.xml")], dir.path(), true).unwrap(), Outcome::Skipped);
        assert!(started.elapsed().as_millis() >= 1900, "three requests to one host take two seconds");
        let files: Vec<PathBuf> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().path()).collect();
        let [file] = files.as_slice() else { panic!("one file, not {files:?}") };
        assert_eq!(file.file_name().unwrap().to_str().unwrap().get(..2), Some("b-"));
    }

    #[test]
    fn a_feed_with_full_texts_is_kept_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let text = "The town voted on Friday to keep its ferry running. ".repeat(20);
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>Elm</title><item><title>T</title><link>/a</link>\
             <description>{text}</description></item></channel></rss>"
        );
        let base = serve(vec![answer("200 OK", &feed)]);
        assert_eq!(run(&[format!("{base}/feed")], dir.path(), true).unwrap(), Outcome::Well);
        let file = fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap().path();
        assert_eq!(file.extension().and_then(|e| e.to_str()), Some("xml"));
    }

    #[test]
    fn private_addresses_and_other_schemes_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let links = ["http://127.0.0.1:9/a".to_owned(), "file:///etc/passwd".to_owned()];
        assert_eq!(run(&links, dir.path(), false).unwrap(), Outcome::Nothing);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
