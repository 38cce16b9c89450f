//! An open corpus: loads and analyses in the background with progress, keeps project file and corrections.

pub mod corpus;
pub mod edits;
pub mod project;
pub mod session;
pub mod storage;
pub mod store;

pub use corpus::{Corpus, Entry};
pub use edits::{Anchor, Change, Edit, Edits};
pub use project::Project;
pub use session::Session;
pub use storage::Folders;
pub use store::Store;
