//! Intervals and tests: Wilson, exact Poisson, exact conditional ratio, Benjamini–Hochberg, diversity, divergence.
//!
//! Every interval is two-sided at 95%. Distributions come from `statrs`; the tests compare with `scipy`.

use statrs::distribution::{Beta, ContinuousCDF, Gamma, Normal};

/// The 97.5 % quantile of the standard normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Wilson's score interval for `k` of `n` (Wilson 1927); `None` for `n = 0`.
pub fn wilson(k: usize, n: usize) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (n, p) = (n as f64, k.min(n) as f64 / n as f64);
    let z2 = Z95 * Z95;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}

/// The exact interval for the mean of a Poisson count `k` (Garwood 1936).
pub fn poisson(k: usize) -> (f64, f64) {
    let quantile = |shape: f64, p: f64| Gamma::new(shape, 1.0).map_or(0.0, |g| g.inverse_cdf(p));
    let low = if k == 0 { 0.0 } else { quantile(k as f64, 0.025) };
    (low, quantile(k as f64 + 1.0, 0.975))
}

/// A ratio of two rates with its exact conditional interval and two-sided p-value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Right rate over left rate; infinite where the left count is 0.
    pub ratio: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end; infinite where the left count is 0.
    pub high: f64,
    /// Two-sided p-value: the summed probability of all splits no likelier than the one seen.
    pub p: f64,
}

/// The rate `k_b / t_b` over `k_a / t_a`, given the sum of both counts (Przyborowski & Wilenski 1940; the interval is
/// Clopper & Pearson's). `None` where an exposure is 0 or both counts are.
pub fn rate_ratio(k_a: usize, t_a: usize, k_b: usize, t_b: usize) -> Option<Ratio> {
    let n = k_a + k_b;
    if t_a == 0 || t_b == 0 || n == 0 {
        return None;
    }
    let odds = |p: f64| p / (1.0 - p) * t_a as f64 / t_b as f64;
    let (low, high) = clopper_pearson(k_b, n);
    let ratio = if k_a == 0 { f64::INFINITY } else { odds(k_b as f64 / n as f64) };
    let high = if k_a == 0 { f64::INFINITY } else { odds(high) };
    Some(Ratio { ratio, low: odds(low), high, p: binomial_p(k_b, n, t_b as f64 / (t_a + t_b) as f64) })
}

/// The exact interval for a proportion (Clopper & Pearson 1934).
fn clopper_pearson(k: usize, n: usize) -> (f64, f64) {
    let beta = |a: usize, b: usize, p: f64| Beta::new(a as f64, b as f64).map_or(0.0, |d| d.inverse_cdf(p));
    let low = if k == 0 { 0.0 } else { beta(k, n - k + 1, 0.025) };
    let high = if k == n { 1.0 } else { beta(k + 1, n - k, 0.975) };
    (low, high)
}

/// Two-sided exact binomial test: the summed probability of all outcomes no likelier than `k`.
fn binomial_p(k: usize, n: usize, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return 1.0;
    }
    let odds = (p / (1.0 - p)).ln();
    let mut log = vec![n as f64 * (1.0 - p).ln(); n + 1];
    for i in 1..=n {
        log[i] = log[i - 1] + ((n - i + 1) as f64 / i as f64).ln() + odds;
    }
    let seen = log[k.min(n)] + 1e-7;
    log.iter().filter(|l| **l <= seen).map(|l| l.exp()).sum::<f64>().min(1.0)
}

/// The two-sided p-value of a z-score.
pub fn two_sided(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}

/// Which hypotheses stand when the false discovery rate is kept at `q` (Benjamini & Hochberg 1995).
pub fn benjamini_hochberg(p: &[f64], q: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let m = p.len() as f64;
    let cut = order.iter().enumerate().rposition(|(rank, &i)| p[i] <= q * (rank + 1) as f64 / m);
    let mut stands = vec![false; p.len()];
    for &i in order.iter().take(cut.map_or(0, |c| c + 1)) {
        stands[i] = true;
    }
    stands
}

/// The effective number of sources, 2^H with H the entropy of `weights` in bits (Shannon 1948; Hill 1973). `None`
/// where the weights sum to 0.
pub fn effective_number(weights: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let total: f64 = weights.clone().sum();
    if total <= 0.0 {
        return None;
    }
    let entropy: f64 = weights.filter(|w| *w > 0.0).map(|w| w / total).map(|p| -p * p.log2()).sum();
    Some(entropy.exp2())
}

/// Simpson's diversity without bias, 1 − Σ n(n−1) / (N(N−1)) (Simpson 1949). `None` below two individuals.
pub fn simpson(counts: &[usize]) -> Option<f64> {
    let n: usize = counts.iter().sum();
    if n < 2 {
        return None;
    }
    let same: usize = counts.iter().map(|c| c * c.saturating_sub(1)).sum();
    Some(1.0 - same as f64 / (n * (n - 1)) as f64)
}

/// The Jensen–Shannon divergence in bits between two vectors of counts, each taken as shares (Lin 1991). 0 where one
/// of them is empty.
pub fn jensen_shannon(a: &[f64], b: &[f64]) -> f64 {
    let (sum_a, sum_b) = (a.iter().sum::<f64>(), b.iter().sum::<f64>());
    if sum_a <= 0.0 || sum_b <= 0.0 {
        return 0.0;
    }
    let part = |share: f64, middle: f64| if share > 0.0 { share * (share / middle).log2() } else { 0.0 };
    let sum = a.iter().zip(b).map(|(x, y)| {
        let (left, right) = (x / sum_a, y / sum_b);
        let middle = f64::midpoint(left, right);
        part(left, middle) + part(right, middle)
    });
    (sum.sum::<f64>() / 2.0).clamp(0.0, 1.0)
}

#[cfg(test)]
#[path = "stats_tests.rs"]
mod tests;
