//! Failures asked for, so that tests can see in what state each leaves the terminal. No release build has them.

use anyhow::Result;

/// Fails at this place of the program if `PARALLAX_FAIL` names it: by an error at `error`, else by a panic.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "a panic is what is asked for")]
pub fn fail(place: &str) -> Result<()> {
    match std::env::var("PARALLAX_FAIL") {
        Ok(wish) if wish == place && place == "error" => Err(anyhow::anyhow!("an error was asked for")),
        Ok(wish) if wish == place => panic!("a panic was asked for"),
        _ => Ok(()),
    }
}

/// Nothing is to be provoked in a release.
#[cfg(not(debug_assertions))]
#[expect(clippy::unnecessary_wraps, reason = "the same form as in debug builds")]
pub const fn fail(_: &str) -> Result<()> {
    Ok(())
}
