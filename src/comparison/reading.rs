//! What may be said about the difference of two measures: the test for each kind, and the fixed wording.

use super::{
    Interval, Measure, MeasureId, MeasurePair, Reading, Unit,
    measure::{MIN_FINDINGS, MIN_QUOTED_WORDS, MIN_WORDS},
    stats::{self, Ratio},
};

/// Effective numbers grow with the quoted words, so they are compared only up to this ratio of those.
const MAX_BASE_RATIO: f64 = 1.5;

/// Puts two measures of one kind side by side.
pub fn pair(a: Measure, b: Measure) -> MeasurePair {
    let (difference, reading) = match a.unit {
        Unit::Count => (format!("{:+.0}", b.count as f64 - a.count as f64), Reading::NotCompared),
        Unit::Share => share(&a, &b),
        Unit::PerThousand => rate(&a, &b),
        Unit::Effective => effective(&a, &b),
    };
    MeasurePair { a, b, difference, reading }
}

fn share(a: &Measure, b: &Measure) -> (String, Reading) {
    if a.base == 0 || b.base == 0 {
        return (String::new(), Reading::NotCompared);
    }
    let (Some(x), Some(y)) = (a.value, b.value) else { return (String::new(), Reading::TooFew) };
    let points = points((y - x) * 100.0, 1);
    let few = a.id.counts_words() && a.evidence.len().max(b.evidence.len()) < MIN_FINDINGS;
    (points, if few { Reading::TooFew } else { by_intervals(a, b) })
}

/// `+2.3 pt`: a difference in points with that many decimals; what rounds to nothing has no sign.
pub fn points(difference: f64, decimals: usize) -> String {
    let text = format!("{difference:+.decimals$} pt");
    let nothing = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if nothing { "0 pt".to_owned() } else { text }
}

fn by_intervals(a: &Measure, b: &Measure) -> Reading {
    overlap(a.interval, b.interval)
}

/// What two intervals of shares say: whether they overlap (the wording of the reading column).
pub fn overlap(a: Option<Interval>, b: Option<Interval>) -> Reading {
    match (a, b) {
        (Some(x), Some(y)) if !x.overlaps(&y) => Reading::Clear,
        (Some(_), Some(_)) => Reading::NoClear,
        _ => Reading::TooFew,
    }
}

fn rate(a: &Measure, b: &Measure) -> (String, Reading) {
    if a.base == 0 || b.base == 0 {
        return (String::new(), Reading::NotCompared);
    }
    if a.base.min(b.base) < MIN_WORDS {
        return (String::new(), Reading::TooFew);
    }
    let Some(ratio) = stats::rate_ratio(a.count, a.base, b.count, b.base) else {
        return ("none on either side".to_owned(), Reading::TooFew);
    };
    let reading = if a.count + b.count < MIN_FINDINGS || a.count.max(b.count) < MIN_FINDINGS {
        Reading::TooFew
    } else if ratio.low > 1.0 || ratio.high < 1.0 {
        Reading::Clear
    } else {
        Reading::NoClear
    };
    (ratio_text(&ratio), reading)
}

/// `ratio 1.7 [0.9, 3.5]`; `∞` stands for a rate over nothing.
pub fn ratio_text(ratio: &Ratio) -> String {
    let show = |x: f64| if x.is_finite() { format!("{x:.1}") } else { "∞".to_owned() };
    format!("ratio {} [{}, {}]", show(ratio.ratio), show(ratio.low), show(ratio.high))
}

fn effective(a: &Measure, b: &Measure) -> (String, Reading) {
    if a.base == 0 || b.base == 0 {
        return (String::new(), Reading::NotCompared);
    }
    let (Some(x), Some(y)) = (a.value, b.value) else { return (String::new(), Reading::TooFew) };
    let difference = format!("{:+.1}", y - x);
    let (small, large) = (a.base.min(b.base).max(MIN_QUOTED_WORDS), a.base.max(b.base));
    if large as f64 > MAX_BASE_RATIO * small as f64 {
        return (difference, Reading::NotCompared);
    }
    (difference, by_intervals(a, b))
}

/// One plain sentence on a pair of measures; claims no more than the reading.
pub fn sentence(pair: &MeasurePair, left: &str, right: &str) -> String {
    let name = &pair.a.id.definition().name;
    let figures = format!("{name}: {} in {left}, {} in {right}", phrase(&pair.a), phrase(&pair.b));
    match pair.reading {
        Reading::Clear => format!("{figures}: a clear difference ({}).", pair.difference),
        Reading::NoClear => format!("{figures}: no clear difference."),
        Reading::TooFew => format!("{figures}: too few to say."),
        Reading::NotCompared => format!("{figures}."),
    }
}

fn phrase(measure: &Measure) -> String {
    match measure.id {
        MeasureId::LoadedDensity
        | MeasureId::LoadedDensityDirect
        | MeasureId::LoadedDensityIndirect
        | MeasureId::Hedges
        | MeasureId::Boosters
            if measure.value.is_some() =>
        {
            format!("{} per 1,000 words", measure.text())
        }
        _ => measure.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(id: MeasureId, unit: Unit, value: Option<f64>, count: usize, base: usize) -> Measure {
        Measure { id, value, count, base, unit, interval: None, evidence: Vec::new() }
    }

    fn loaded(count: usize, base: usize) -> Measure {
        let value = (count >= 5).then(|| 1_000.0 * count as f64 / base as f64);
        measure(MeasureId::LoadedDensity, Unit::PerThousand, value, count, base)
    }

    #[test]
    fn nothing_has_no_sign() {
        assert_eq!((points(-0.3, 0), points(0.04, 1)), ("0 pt".to_owned(), "0 pt".to_owned()));
        assert_eq!((points(-10.2, 0), points(0.3, 1)), ("-10 pt".to_owned(), "+0.3 pt".to_owned()));
    }

    #[test]
    fn a_ratio_that_may_be_one_is_no_clear_difference() {
        let p = pair(loaded(16, 597), loaded(24, 522));
        assert_eq!((p.difference.as_str(), p.reading), ("ratio 1.7 [0.9, 3.5]", Reading::NoClear));
        assert!(sentence(&p, "Left", "Right").ends_with("no clear difference."));
    }

    #[test]
    fn a_ratio_away_from_one_is_clear() {
        assert_eq!(pair(loaded(9, 497), loaded(24, 522)).reading, Reading::Clear);
        assert_eq!(pair(loaded(0, 500), loaded(12, 500)).reading, Reading::Clear);
    }

    #[test]
    fn four_hits_are_too_few_and_an_empty_base_is_not_compared() {
        let few = pair(loaded(0, 500), loaded(4, 500));
        assert_eq!(few.reading, Reading::TooFew);
        assert!(sentence(&few, "Left", "Right").contains("4 in 500 words in Right"));
        assert_eq!(pair(loaded(0, 0), loaded(9, 500)).reading, Reading::NotCompared);
    }

    #[test]
    fn plain_counts_are_shown_and_not_judged() {
        let quotes = |n| measure(MeasureId::Quotations, Unit::Count, Some(n as f64), n, n);
        let p = pair(quotes(11), quotes(22));
        assert_eq!((p.difference.as_str(), p.reading.words()), ("+11", "–"));
    }

    #[test]
    fn diversity_is_not_compared_across_very_different_amounts() {
        let voices = |v, words| measure(MeasureId::EffectiveVoices, Unit::Effective, Some(v), 5, words);
        assert_eq!(pair(voices(4.0, 100), voices(2.0, 400)).reading, Reading::NotCompared);
    }
}
