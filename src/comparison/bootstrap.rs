//! The paragraph bootstrap: how much a figure depends on which paragraphs were written.
//!
//! The words of one quotation are not independent, so paragraphs are drawn, not words (Efron & Tibshirani 1993,
//! chapter 8). [`RESAMPLES`] draws with a fixed seed; an interval is the middle 95% of what they give.

/// How many times the paragraphs are drawn.
pub const RESAMPLES: usize = 2_000;

/// Long texts are cut into this many blocks of neighbouring paragraphs, so that the time stays linear in the text.
const MAX_BLOCKS: usize = 200;

const SEED: u64 = 0x5EED_1E55_0F0C_CA51;

/// A small generator of random numbers with a fixed seed (`SplitMix64`, Steele, Lea & Flood 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Self(SEED)
    }
}

impl Random {
    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..n`; 0 for `n = 0`.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// Puts `items` in random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// Sums of several channels (words of the body, words quoted, words of each speaker …) in every resample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resampled {
    channels: usize,
    blocks: usize,
    sums: Vec<u32>,
}

impl Resampled {
    /// Draws from `paragraphs`, one row of `channels` counts for each paragraph.
    pub fn draw(paragraphs: &[Vec<u32>], channels: usize) -> Self {
        let blocks = merge(paragraphs, channels);
        if blocks.len() < 2 || channels == 0 {
            return Self { channels, blocks: blocks.len(), sums: Vec::new() };
        }
        let mut random = Random::default();
        let mut sums = vec![0; RESAMPLES * channels];
        for row in sums.chunks_exact_mut(channels) {
            for _ in 0..blocks.len() {
                let block = &blocks[random.below(blocks.len())];
                row.iter_mut().zip(block).for_each(|(sum, count)| *sum += count);
            }
        }
        Self { channels, blocks: blocks.len(), sums }
    }

    /// How many paragraphs (or blocks of them) were drawn from.
    pub const fn blocks(&self) -> usize {
        self.blocks
    }

    /// The interval of `figure` over the resamples that have one; `None` where fewer than half have.
    pub fn interval(&self, figure: impl Fn(&[u32]) -> Option<f64>) -> Option<(f64, f64)> {
        let mut values = self.values(figure)?;
        Some((quantile(&mut values, 0.025), quantile(&mut values, 0.975)))
    }

    /// The median of `figure` over the resamples that have one; `None` where fewer than half have.
    pub fn median(&self, figure: impl Fn(&[u32]) -> Option<f64>) -> Option<f64> {
        Some(quantile(&mut self.values(figure)?, 0.5))
    }

    fn values(&self, figure: impl Fn(&[u32]) -> Option<f64>) -> Option<Vec<f64>> {
        let rows = self.sums.chunks_exact(self.channels.max(1));
        let values: Vec<f64> = rows.filter_map(figure).filter(|v| v.is_finite()).collect();
        (!values.is_empty() && values.len() >= RESAMPLES / 2).then_some(values)
    }

    /// The interval of channel `part` over channel `whole`.
    pub fn share(&self, part: usize, whole: usize) -> Option<(f64, f64)> {
        self.interval(|row| {
            let whole = row[whole];
            (whole > 0).then(|| f64::from(row[part]) / f64::from(whole))
        })
    }
}

/// The value below which the share `p` of `values` lies; they are not empty.
fn quantile(values: &mut [f64], p: f64) -> f64 {
    let last = values.len().saturating_sub(1) as f64;
    *values.select_nth_unstable_by((last * p).round() as usize, f64::total_cmp).1
}

/// At most [`MAX_BLOCKS`] rows: neighbouring paragraphs are summed where there are more. Paragraphs without a word
/// (the first channel is the words of the body) are left out.
fn merge(paragraphs: &[Vec<u32>], channels: usize) -> Vec<Vec<u32>> {
    let rows: Vec<&Vec<u32>> = paragraphs.iter().filter(|p| p.first().is_some_and(|w| *w > 0)).collect();
    let size = rows.len().div_ceil(MAX_BLOCKS).max(1);
    let sum = |rows: &[&Vec<u32>]| {
        let mut out = vec![0; channels];
        for row in rows {
            out.iter_mut().zip(row.iter()).for_each(|(o, c)| *o += c);
        }
        out
    };
    rows.chunks(size).map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_paragraphs_give_no_width() {
        let rows = vec![vec![10, 5]; 12];
        assert_eq!(Resampled::draw(&rows, 2).share(1, 0), Some((0.5, 0.5)));
    }

    #[test]
    fn the_same_text_gives_the_same_interval() {
        let rows: Vec<Vec<u32>> = (0..30).map(|i| vec![40, (i * 7) % 23]).collect();
        let draw = || Resampled::draw(&rows, 2).share(1, 0);
        assert!(draw().is_some());
        assert_eq!(draw(), draw());
    }

    /// One paragraph of ten is quoted whole: the share is binomial over 10 draws with p = 0.1, whose 97.5 % quantile
    /// is 3 (`scipy.stats.binom.ppf`).
    #[test]
    fn one_quoted_paragraph_of_ten_follows_the_binomial() {
        let mut rows = vec![vec![20, 0]; 9];
        rows.push(vec![20, 20]);
        let (low, high) = Resampled::draw(&rows, 2).share(1, 0).expect("ten paragraphs");
        assert!(low.abs() < 1e-9 && (high - 0.3).abs() < 1e-9, "{low} {high}");
    }

    #[test]
    fn one_paragraph_has_no_interval() {
        assert_eq!(Resampled::draw(&[vec![20, 3]], 2).share(1, 0), None);
        assert_eq!(Resampled::draw(&[], 2).share(1, 0), None);
    }

    #[test]
    fn a_very_long_text_is_drawn_in_blocks() {
        let rows = vec![vec![20, 3]; 5_000];
        assert!(Resampled::draw(&rows, 2).blocks() <= MAX_BLOCKS);
    }

    #[test]
    fn draws_are_even() {
        let mut random = Random::default();
        let mut seen = [0; 8];
        (0..8_000).for_each(|_| seen[random.below(8)] += 1);
        assert!(seen.iter().all(|n| (850..1_150).contains(n)), "{seen:?}");
    }
}
