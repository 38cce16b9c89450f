//! An open corpus: loads and analyses in the background with progress, keeps project file and corrections.

pub mod cache;
pub mod config;
pub mod corpus;
pub mod edits;
pub mod input;
pub mod keeper;
pub mod loader;
pub mod open;
pub mod orphans;
pub mod project;
pub mod rule_files;
pub mod session;
pub mod storage;
pub mod store;

pub use cache::Cache;
pub use config::Config;
pub use corpus::{Corpus, Entry};
pub use edits::{Anchor, Change, Edit, Edits};
pub use input::Input;
pub use keeper::{Keeper, News, Order};
pub use loader::{Context, Loaded, Loader};
pub use open::{Opened, Request, lists, open};
pub use orphans::orphans;
pub use project::Project;
pub use session::Session;
pub use storage::Folders;
pub use store::Store;
