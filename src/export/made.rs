//! The date made, as pictures and reports print it. A command prints it only when it is given one, so that the same
//! command gives the same bytes; the dashboard reads the clock.

use anyhow::{Context, Result};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The date that was typed, else the one of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC), else none.
///
/// # Errors
/// When either is no date.
pub fn made(typed: Option<&str>, epoch: Option<&str>) -> Result<Option<String>> {
    if let Some(text) = typed {
        let date: Date = text.parse().with_context(|| format!("`{text}` is no date; write it as 2026-01-31"))?;
        return Ok(Some(date.to_string()));
    }
    let Some(text) = epoch else { return Ok(None) };
    let seconds = text.trim().parse().ok().and_then(|s| Timestamp::from_second(s).ok());
    let time = seconds.with_context(|| format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds"))?;
    Ok(Some(TimeZone::UTC.to_datetime(time).date().to_string()))
}

/// The date of the clock, UTC: for the dashboard.
pub fn today() -> String {
    TimeZone::UTC.to_datetime(Timestamp::now()).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::made;

    #[test]
    fn what_is_typed_comes_first() {
        assert_eq!(made(Some("2026-01-31"), Some("0")).unwrap().as_deref(), Some("2026-01-31"));
        assert_eq!(made(None, Some("86400")).unwrap().as_deref(), Some("1970-01-02"));
        assert_eq!(made(None, None).unwrap(), None);
    }

    #[test]
    fn mistakes_are_named() {
        assert!(made(Some("yesterday"), None).unwrap_err().to_string().contains("2026-01-31"));
        assert!(made(None, Some("x")).is_err());
    }
}
