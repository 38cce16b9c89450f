//! [`Rules`]: the lists that roles and metadata are found with.

/// The lists that roles and metadata are found with.
#[derive(Clone, Debug, Default)]
pub struct Rules {}

impl Rules {
    /// The lists that come with the program.
    pub fn embedded() -> &'static Self {
        static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
        RULES.get_or_init(Self::default)
    }
}
