//! [`Clipboard`]: the one of the desktop that the program runs on, in a build with the feature `clipboard`.
//!
//! A terminal's own clipboard (OSC 52) needs none of this; it is also the only one that reaches through `ssh`.

#[cfg(feature = "clipboard")]
use std::sync::{Arc, Mutex, PoisonError};

/// The local clipboard. Clones share it; what is on it may be gone with the last of them, as some desktops ask the
/// program that copied when something is pasted.
#[derive(Clone, Default)]
pub struct Clipboard {
    #[cfg(feature = "clipboard")]
    open: Arc<Mutex<Option<arboard::Clipboard>>>,
}

#[cfg(feature = "clipboard")]
impl Clipboard {
    /// Whether there is a desktop to have one.
    pub fn is_there() -> bool {
        let named = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        cfg!(any(windows, target_os = "macos")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
    }

    /// Puts `text` on it.
    ///
    /// # Errors
    /// Why it was not taken, in words.
    pub fn text(&self, text: &str) -> Result<(), String> {
        self.with(|c| c.set_text(text))
    }

    /// Puts a picture on it, as pixels; returns how many bytes these are.
    ///
    /// # Errors
    /// Why it was not taken, in words.
    pub fn picture(&self, pixels: crate::export::png::Rgba) -> Result<usize, String> {
        let bytes = pixels.bytes.len();
        let image = arboard::ImageData { width: pixels.width, height: pixels.height, bytes: pixels.bytes.into() };
        self.with(|c| c.set_image(image)).map(|()| bytes)
    }

    fn with(&self, work: impl FnOnce(&mut arboard::Clipboard) -> Result<(), arboard::Error>) -> Result<(), String> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let done = match open.as_mut() {
            Some(clipboard) => work(clipboard),
            None => arboard::Clipboard::new().and_then(|clipboard| work(open.insert(clipboard))),
        };
        done.map_err(|e| e.to_string())
    }
}

#[cfg(not(feature = "clipboard"))]
impl Clipboard {
    /// This build has none.
    pub const fn is_there() -> bool {
        false
    }

    /// Never done.
    ///
    /// # Errors
    /// Always: this build has no local clipboard.
    pub fn text(&self, _: &str) -> Result<(), String> {
        Err("this build has none".to_owned())
    }
}
