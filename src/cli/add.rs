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
    sources::{Fetcher, Options, Page, read_page},
    text::{neutral::neutral, slug::file_name},
};

/// Fetches every link into the folder `to` and prints the files; complains of those that cannot be had or read.
pub fn run(links: &[String], to: &Path, private_addresses: bool) -> Result<Outcome> {
    let options = Options { private_addresses, ..Options::default() };
    let fetcher = Fetcher::new(&options);
    fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let mut out = io::stdout().lock();
    let mut done = 0;
    for link in links {
        match add(link, to, &fetcher, &options) {
            Ok(path) => {
                done += 1;
                writeln!(out, "{}", path.display())?;
            }
            Err(e) => complain(&neutral(&format!("{e:#}"))),
        }
    }
    Ok(Outcome::of(done, links.len() - done))
}

/// Keeps what is behind `link`, if an article can be read in it; the file of an earlier fetch is replaced.
fn add(link: &str, to: &Path, fetcher: &Fetcher, options: &Options) -> Result<PathBuf> {
    let page = fetcher.fetch(link)?;
    let mut failed = None;
    let read = read_page(&page, options).find_map(|article| article.map_err(|e| failed = Some(e)).ok());
    let article = read.ok_or_else(|| failed.map_or_else(|| anyhow!("{link}: no article in it"), Into::into))?;
    let path = to.join(name_of(&page, &article.id));
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
    fn private_addresses_and_other_schemes_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let links = ["http://127.0.0.1:9/a".to_owned(), "file:///etc/passwd".to_owned()];
        assert_eq!(run(&links, dir.path(), false).unwrap(), Outcome::Nothing);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
