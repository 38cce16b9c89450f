//! A parsed page as lines of text, each with what its markup says.

use dom_query::NodeRef;

use crate::sources::Hint;

/// One line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PageLine {
    /// Its text, white space collapsed.
    pub text: String,
    /// What its innermost telling element says.
    pub hint: Option<Hint>,
    /// Level of the heading it stands in, 0 for none.
    pub level: u8,
    /// Characters that stand in links.
    pub linked: usize,
    /// Whether an element around it has a name that articles do not have (`related`, `share`, `footer` and the like).
    pub foreign: bool,
}

impl PageLine {
    /// Whether nearly all of it is links.
    pub(super) fn is_links(&self) -> bool {
        self.linked * 10 >= self.text.chars().filter(|c| !c.is_whitespace()).count() * 9
    }
}

/// What holds for everything inside an element.
#[derive(Clone, Copy, Default)]
struct Context {
    hint: Option<Hint>,
    level: u8,
    link: bool,
    foreign: bool,
    pre: bool,
}

/// The lines of everything under `root`.
pub(super) fn lines(root: &NodeRef) -> Vec<PageLine> {
    let mut out = Flattener::default();
    out.walk(root, Context::default());
    out.flush();
    out.lines
}

#[derive(Default)]
struct Flattener {
    lines: Vec<PageLine>,
    current: PageLine,
    space: bool,
}

/// Elements whose text is never shown, or never part of a text.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "head", "select", "option",
    "textarea", "input", "button", "canvas", "video", "audio", "map", "datalist",
];

/// Elements that do not break a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "td", "th", "picture", "source", "ruby", "rt", "rp", "shape",
];

impl Flattener {
    fn walk(&mut self, node: &NodeRef, context: Context) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.text(&child.text(), context);
            } else if child.is_element() {
                self.element(&child, context);
            }
        }
    }

    fn element(&mut self, node: &NodeRef, context: Context) {
        let Some(name) = node.node_name() else { return };
        let name: &str = &name;
        if SKIPPED.contains(&name) {
            return;
        }
        if name == "br" || name == "hr" {
            self.flush();
            return;
        }
        let inner = context.enter(name, node);
        let inline = INLINE.contains(&name);
        if !inline {
            self.flush();
        } else if matches!(name, "td" | "th") {
            self.space = true;
        }
        self.walk(node, inner);
        if !inline {
            self.flush();
        }
    }

    fn text(&mut self, text: &str, context: Context) {
        for c in text.chars() {
            if c == '\n' && context.pre {
                self.flush();
            } else if c.is_whitespace() {
                self.space = true;
            } else {
                if self.current.text.is_empty() {
                    self.open(context);
                } else if self.space {
                    self.current.text.push(' ');
                }
                self.space = false;
                self.current.text.push(c);
                self.current.linked += usize::from(context.link);
            }
        }
    }

    fn open(&mut self, context: Context) {
        self.current.hint = context.hint;
        self.current.level = context.level;
        self.current.foreign = context.foreign;
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.current);
        if !line.text.is_empty() {
            self.lines.push(line);
        }
        self.space = false;
    }
}

impl Context {
    fn enter(mut self, name: &str, node: &NodeRef) -> Self {
        match name {
            "a" => self.link = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.hint = Some(Hint::Heading);
                self.level = name.as_bytes().get(1).map_or(0, |b| b - b'0');
            }
            "figcaption" | "caption" => self.hint = Some(Hint::Caption),
            "li" | "dd" | "dt" => self.hint = self.hint.or(Some(Hint::List)),
            "blockquote" => self.hint = Some(Hint::Quote),
            "pre" => self.pre = true,
            "nav" | "footer" | "form" => self.foreign = true,
            _ => {}
        }
        if !matches!(name, "html" | "body" | "main" | "article") {
            self.by_class(node);
        }
        self
    }

    fn by_class(&mut self, node: &NodeRef) {
        let class = node.class().unwrap_or_default();
        let id = node.id_attr().unwrap_or_default();
        if class.is_empty() && id.is_empty() || class.len() + id.len() > 2_000 {
            return;
        }
        let names = format!("{class} {id}").to_lowercase();
        if self.hint != Some(Hint::Caption) && CAPTIONS.iter().any(|c| names.contains(c)) {
            self.hint = Some(Hint::Caption);
        } else if PULLED.iter().any(|c| names.contains(c)) {
            self.hint = Some(Hint::PullQuote);
        }
        self.foreign |= FOREIGN.iter().any(|c| names.contains(c));
        // A post shown in full is quoted, whatever the box around it is called.
        self.foreign &= !(self.hint == Some(Hint::Quote) && POSTS.iter().any(|c| names.contains(c)));
    }
}

/// Parts of class names that captions and picture credits have.
const CAPTIONS: &[&str] = &[
    "caption",
    "image-credit",
    "photo-credit",
    "imagecredit",
    "photocredit",
    "img-credit",
    "media-credit",
    "wp-caption",
];

/// Parts of class names that quoted posts of social networks have.
const POSTS: &[&str] = &["twitter-tweet", "twitter-video", "instagram-media", "bluesky-embed", "tiktok-embed"];

/// Parts of class names that pull quotes have.
const PULLED: &[&str] = &["pullquote", "pull-quote", "pull_quote"];

/// Parts of class names that only things around an article have.
const FOREIGN: &[&str] = &[
    "related",
    "recommend",
    "share",
    "sharing",
    "social",
    "newsletter",
    "subscribe",
    "signup",
    "sign-up",
    "promo",
    "advert",
    "ad-slot",
    "sponsor",
    "breadcrumb",
    "pagination",
    "comments",
    "comment-",
    "disqus",
    "outbrain",
    "taboola",
    "read-more",
    "readmore",
    "more-stories",
    "most-read",
    "most-popular",
    "trending",
    "author-bio",
    "authorbio",
    "author-box",
    "author_bio",
    "about-author",
    "about-the-author",
    "post-tags",
    "tag-list",
    "tags-links",
    "article-tags",
    "cookie",
    "skip-link",
    "screen-reader",
    "toc",
    "table-of-contents",
];
