//! Links: fetches a page or a feed, politely and within bounds.

use std::{
    collections::HashMap,
    fmt,
    io::Read,
    net::{IpAddr, Ipv6Addr},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use ureq::{
    Agent,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

use super::{
    Cause, Options, RawArticle, SourceError, Stream,
    open::{Named, fail, read_fetched},
};

/// Time between two requests to one host.
const PAUSE: Duration = Duration::from_secs(1);
/// Redirects that are followed.
const HOPS: usize = 5;

/// A page as fetched, to be kept so that it can be read again without the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it was found in the end.
    pub address: String,
    /// Its type as the server gave it.
    pub mime: String,
    /// Its bytes, decompressed.
    pub bytes: Vec<u8>,
}

impl Page {
    /// The ending of a file that holds it.
    pub fn ending(&self) -> &'static str {
        super::open::ending_of(&self.mime, &self.bytes)
    }

    /// Its bytes with its address noted in them, so that a file of them reads as the page itself does.
    pub fn to_keep(&self) -> Vec<u8> {
        super::kept::marked(self)
    }
}

/// Fetches links: one request a second and host, http and https only, no private addresses unless allowed.
pub struct Fetcher {
    agent: Agent,
    options: Options,
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetcher").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Fetcher {
    /// A fetcher with the limits of `options`; a proxy is taken from the environment.
    pub fn new(options: &Options) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(options.limits.patience))
            .max_redirects(0)
            .http_status_as_error(false)
            .max_response_header_size(64 << 10)
            .user_agent(concat!("parallax/", env!("CARGO_PKG_VERSION"), " (reads single articles on request)"))
            .build();
        let guard = Guard { inner: DefaultResolver::default(), private: options.private_addresses };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), guard), options: options.clone() }
    }

    /// Fetches what `address` points to.
    ///
    /// # Errors
    ///
    /// When it is no web address, is refused, fails, or is larger than a page may be.
    pub fn fetch(&self, address: &str) -> Result<Page, SourceError> {
        let mut at = check(address, address, self.options.private_addresses)?;
        for _ in 0..=HOPS {
            wait_for(at.host().unwrap_or_default());
            let mut response = self
                .agent
                .get(&at)
                .call()
                .map_err(|e| SourceError::new(Cause::Network, address, describe(&e), "try again later"))?;
            let status = response.status();
            let target = response.headers().get("location").and_then(|l| l.to_str().ok()).map(str::to_owned);
            if let Some(target) = target.filter(|_| status.is_redirection()) {
                at = check(&join(&at, &target), address, self.options.private_addresses)?;
                continue;
            }
            if !status.is_success() {
                let what = format!("the server answered {status}");
                return Err(SourceError::new(Cause::Network, address, what, "open it in a browser and save the page"));
            }
            let mime = response.body().mime_type().unwrap_or("").to_lowercase();
            let bytes = bounded(response.body_mut().as_reader(), address, self.options.limits.page)?;
            return Ok(Page { address: at.to_string(), mime, bytes });
        }
        Err(SourceError::new(Cause::Network, address, format!("more than {HOPS} redirects"), "check the link"))
    }

    /// Fetches a link and reads its one article.
    pub(super) fn read_one(&self, address: &str, named: &Named) -> Result<RawArticle, SourceError> {
        let page = self.fetch(address)?;
        super::html::read(named.id, address, &page.bytes, Some(&page.address), &self.options)
    }
}

/// The articles behind a link: of a page one, of a feed all.
pub fn read_link(address: &str, options: &Options) -> Stream {
    match Fetcher::new(options).fetch(address) {
        Ok(page) => read_page(&page, options),
        Err(e) => fail(e),
    }
}

/// The articles of a page that was fetched before.
pub fn read_page(page: &Page, options: &Options) -> Stream {
    let id = page.address.trim_end_matches('/').rsplit(['/', '?']).next().unwrap_or("page");
    let id: String = super::open::id_of(id).chars().take(80).collect();
    let named = Named { id: &id, file: &page.address, address: Some(&page.address), options };
    read_fetched(&named, &page.mime, &page.bytes)
}

/// The body, counted as it is decompressed.
fn bounded(body: impl Read, address: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    body.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| SourceError::new(Cause::Network, address, format!("the connection broke: {e}"), "try again"))?;
    if bytes.len() as u64 > limit {
        let what = format!("the page is larger than {} MB", limit >> 20);
        return Err(SourceError::new(Cause::TooMuch, address, what, "save the article's text instead"));
    }
    Ok(bytes)
}

/// Whether `target` may be fetched: http or https, and no private host by name or number.
fn check(target: &str, asked: &str, private: bool) -> Result<Uri, SourceError> {
    let scheme = target.split_once(':').map_or("it", |(s, _)| s).to_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        let what = format!("{scheme} is neither http nor https");
        return Err(SourceError::new(Cause::Network, asked, what, "only web pages are fetched"));
    }
    let uri: Uri = target
        .parse()
        .map_err(|_| SourceError::new(Cause::Network, asked, "it is no valid address", "check the link"))?;
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_lowercase();
    let hidden = host.parse::<IpAddr>().is_ok_and(is_private)
        || host == "localhost"
        || host.ends_with(".localhost")
        || host.rsplit('.').next() == Some("local");
    if host.is_empty() || (hidden && !private) {
        return Err(SourceError::new(
            Cause::Network,
            asked,
            "it leads to a private address",
            "private addresses are refused without --allow-private",
        ));
    }
    Ok(uri)
}

fn join(base: &Uri, target: &str) -> String {
    let origin = format!("{}://{}", base.scheme_str().unwrap_or("https"), base.authority().map_or("", |a| a.as_str()));
    match target {
        t if t.split(['/', '?']).next().is_some_and(|s| s.contains(':')) => t.to_owned(),
        t if t.starts_with("//") => format!("{}:{t}", base.scheme_str().unwrap_or("https")),
        t if t.starts_with('/') => format!("{origin}{t}"),
        t => format!("{origin}{}/{t}", base.path().rsplit_once('/').map_or("", |(p, _)| p)),
    }
}

fn describe(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "the host was not found, or is private".to_owned(),
        ureq::Error::Timeout(_) => "it took too long".to_owned(),
        other => other.to_string(),
    }
}

/// Sleeps until a second has passed since the last request to `host`.
fn wait_for(host: &str) {
    static LAST: Mutex<Option<HashMap<String, Instant>>> = Mutex::new(None);
    let now = Instant::now();
    let due = {
        let mut guard = LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let last = guard.get_or_insert_default();
        let due = last.get(host).map_or(now, |l| (*l + PAUSE).max(now));
        last.insert(host.to_owned(), due);
        due
    };
    thread::sleep(due.saturating_duration_since(now));
}

/// Resolves names, and drops addresses that are not public.
struct Guard {
    inner: DefaultResolver,
    private: bool,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("private", &self.private).finish_non_exhaustive()
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.private || config.proxy().is_some() {
            return Ok(found);
        }
        let mut kept = self.inner.empty();
        found.iter().filter(|a| !is_private(a.ip())).for_each(|a| kept.push(*a));
        if kept.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(kept) }
    }
}

/// Whether an address is not on the public network.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => {
            let [first, second, ..] = a.octets();
            a.is_private()
                || a.is_loopback()
                || a.is_link_local()
                || a.is_unspecified()
                || a.is_broadcast()
                || a.is_multicast()
                || a.is_documentation()
                || first == 0
                || first >= 240
                || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(a) => private_v6(a),
    }
}

fn private_v6(a: Ipv6Addr) -> bool {
    if let Some(v4) = a.to_ipv4_mapped().or_else(|| a.to_ipv4()) {
        return is_private(IpAddr::V4(v4));
    }
    let [first, ..] = a.segments();
    a.is_loopback() || a.is_unspecified() || a.is_multicast() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}
