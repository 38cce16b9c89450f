//! [`Rules`]: the lists that roles and metadata are found with.

use std::{collections::HashMap, sync::OnceLock};

use serde::Deserialize;

use super::phrases::Phrases;
use crate::text::{
    entries::{Entry, ListError, Reader},
    fold::fold,
};

/// The lists that roles and metadata are found with.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Phrases that give a line away.
    pub phrases: Phrases,
    /// Names of languages as menus show them.
    pub languages: Vec<String>,
    outlets: HashMap<String, String>,
    /// The texts of the lists that were added, so that what was read with them can be told from what was not.
    pub added: String,
}

#[derive(Deserialize)]
struct Languages {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outlet {
    name: String,
    #[serde(default)]
    domains: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
}

impl Rules {
    /// The lists that come with the program.
    #[expect(clippy::missing_panics_doc, reason = "only a broken embedded asset panics, and a test reads them")]
    pub fn embedded() -> &'static Self {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| {
            let mut rules = Self::default();
            rules.phrases.add(include_str!("../../assets/boilerplate.toml"), "assets/boilerplate.toml");
            rules.add_outlets(include_str!("../../assets/outlets.toml"), "assets/outlets.toml");
            rules.added.clear();
            let languages: Languages =
                toml::from_str(include_str!("../../assets/languages.toml")).expect("assets/languages.toml is valid");
            rules.languages = languages.names;
            rules
        })
    }

    /// Adds phrases of the user's own, in the form of `assets/boilerplate.toml`; they go before those there are. Returns
    /// the mistakes; the entries that hold one are left out.
    pub fn add_phrases(&mut self, list: &str, origin: &str) -> Vec<ListError> {
        self.added.push_str(list);
        self.phrases.add(list, origin)
    }

    /// Adds outlets, in the form of `assets/outlets.toml`; a domain or name that is there already is renamed. Returns the
    /// mistakes; the entries that hold one are left out.
    pub fn add_outlets(&mut self, list: &str, origin: &str) -> Vec<ListError> {
        self.added.push_str(list);
        let mut reader = Reader::new(list, origin);
        let mut table = reader.document();
        for Entry { value: outlet, .. } in reader.rows::<Outlet>(&mut table, "outlet") {
            for key in outlet.domains.iter().chain(&outlet.also).chain(std::iter::once(&outlet.name)) {
                self.outlets.insert(key_of(key), outlet.name.clone());
            }
        }
        reader.refuse(table, &["outlet"]);
        reader.finish()
    }

    /// The usual name of the outlet that goes by `name` or publishes under that domain.
    pub fn outlet(&self, name: &str) -> Option<&str> {
        let name = name.trim();
        if name.len() > 100 {
            return None;
        }
        self.outlets.get(&key_of(name)).or_else(|| self.outlet_of_host(name)).map(String::as_str)
    }

    /// The outlet of a host name or address, whatever its subdomain.
    fn outlet_of_host(&self, text: &str) -> Option<&String> {
        let host = host_of(text)?;
        let mut rest = host.as_str();
        loop {
            if let Some(found) = self.outlets.get(rest) {
                return Some(found);
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// The host in an address such as `https://www.example.com/x` or `example.com`, without `www.`.
pub fn host_of(address: &str) -> Option<String> {
    let rest = address.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, r)| r);
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
    let fine = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    (fine && !host.starts_with('.') && !host.ends_with('.')).then_some(host)
}

fn key_of(name: &str) -> String {
    let folded = fold(name.trim());
    if folded.contains('.') && !folded.contains(' ') {
        return host_of(&folded).unwrap_or(folded);
    }
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_lists_hold_no_mistake() {
        let mut rules = Rules::default();
        assert_eq!(rules.add_phrases(include_str!("../../assets/boilerplate.toml"), "boilerplate"), []);
        assert_eq!(rules.add_outlets(include_str!("../../assets/outlets.toml"), "outlets"), []);
    }

    #[test]
    fn domains_names_and_spellings_lead_to_one_outlet() {
        let rules = Rules::embedded();
        let name = rules.outlet("https://www.nytimes.com/2024/05/x.html");
        assert!(name.is_some());
        assert_eq!(name, rules.outlet("The New York Times"));
        assert_eq!(name, rules.outlet("new york times"));
        assert_eq!(rules.outlet("cooking.nytimes.com"), name);
    }

    #[test]
    fn an_unknown_name_stays_unknown() {
        assert_eq!(Rules::embedded().outlet("Gazette of Nowhere"), None);
        assert_eq!(Rules::embedded().outlet(""), None);
    }

    #[test]
    fn hosts() {
        assert_eq!(host_of("https://WWW.Example.com:8080/a?b").as_deref(), Some("example.com"));
        assert_eq!(host_of("no host"), None);
    }
}
