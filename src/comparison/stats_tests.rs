//! Expected values were computed with `scipy` 1.17 (`binomtest`, `chi2.ppf`, `false_discovery_control`, `entropy`,
//! `jensenshannon`) unless a test says otherwise.

use super::*;

fn close(got: f64, want: f64) {
    assert!((got - want).abs() < 1e-6 * want.abs().max(1.0), "{got} is not {want}");
}

#[test]
fn wilson_agrees_with_scipy() {
    for (k, n, low, high) in [
        (4, 11, 0.151_664_711, 0.646_198_825),
        (11, 22, 0.307_221_063, 0.692_778_937),
        (0, 10, 0.0, 0.277_532_800),
        (5, 5, 0.565_517_535, 1.0),
        (24, 40, 0.445_958_937, 0.736_516_743),
    ] {
        let got = wilson(k, n).expect("n > 0");
        close(got.0, low);
        close(got.1, high);
    }
    assert_eq!(wilson(0, 0), None);
}

#[test]
fn poisson_agrees_with_scipy_and_the_printed_table() {
    for (k, low, high) in [
        (0, 0.0, 3.688_879_454),
        (1, 0.025_317_808, 5.571_643_391),
        (5, 1.623_486_390, 11.668_332_079),
        (16, 9.145_382_454, 25.982_997_598),
        (24, 15.377_252_855, 35.710_097_594),
        (100, 81.363_991_251, 121.626_793_782),
    ] {
        let got = poisson(k);
        close(got.0, low);
        close(got.1, high);
    }
}

/// The odds of `scipy.stats.binomtest(...).proportion_ci("exact")`, times the ratio of exposures.
#[test]
fn rate_ratio_agrees_with_scipy() {
    for (k_a, t_a, k_b, t_b, ratio, low, high, p) in [
        (16, 597, 24, 522, 1.715_517_241, 0.874_341_376, 3.455_872_302, 0.112_311_978),
        (9, 497, 24, 522, 2.538_952_746, 1.139_340_238, 6.206_788_454, 0.014_443_652),
    ] {
        let got = rate_ratio(k_a, t_a, k_b, t_b).expect("there are hits");
        close(got.ratio, ratio);
        close(got.low, low);
        close(got.high, high);
        close(got.p, p);
    }
}

#[test]
fn a_rate_of_nothing_still_has_one_bound() {
    let none_left = rate_ratio(0, 500, 7, 500).expect("there are hits");
    assert!(none_left.ratio.is_infinite() && none_left.high.is_infinite());
    close(none_left.low, 1.441_308_519);
    close(none_left.p, 0.015_625);
    let none_right = rate_ratio(7, 500, 0, 500).expect("there are hits");
    close(none_right.ratio, 0.0);
    close(none_right.high, 0.693_813_980);
    assert_eq!(rate_ratio(0, 500, 0, 500), None);
    assert_eq!(rate_ratio(3, 0, 2, 500), None);
}

#[test]
fn thousands_of_hits_do_not_underflow() {
    let r = rate_ratio(4_000, 90_000, 4_100, 90_000).expect("there are hits");
    assert!(r.low < 1.0 && r.high > 1.0 && r.p > 0.2 && r.p < 0.3, "{r:?}");
}

/// The adjusted values of `false_discovery_control` are 0.06 five times, then 0.2.
#[test]
fn benjamini_hochberg_agrees_with_scipy() {
    let p = [0.2, 0.05, 0.01, 0.03, 0.02, 0.04];
    assert_eq!(benjamini_hochberg(&p, 0.0601), [false, true, true, true, true, true]);
    assert_eq!(benjamini_hochberg(&p, 0.059), [false; 6]);
    assert!(benjamini_hochberg(&[], 0.05).is_empty());
}

#[test]
fn z_scores_have_the_p_of_the_normal_table() {
    close(two_sided(1.96), 0.049_995_790);
    close(two_sided(-3.5), 0.000_465_258);
}

#[test]
fn diversity_counts_even_voices() {
    close(effective_number([5.0, 5.0, 5.0].into_iter()).expect("not empty"), 3.0);
    close(effective_number([48.0, 41.0, 23.0, 14.0, 4.0, 4.0, 2.0].into_iter()).expect("not empty"), 4.632_704_175);
    assert_eq!(effective_number([0.0].into_iter()), None);
}

/// Simpson's own example form: 1 − (3·2 + 2·1) / (5·4).
#[test]
fn simpson_is_the_chance_of_two_different_sources() {
    close(simpson(&[3, 2]).expect("five"), 0.6);
    assert_eq!(simpson(&[1]), None);
}

#[test]
fn divergence_agrees_with_scipy() {
    close(jensen_shannon(&[4.0, 3.0, 0.0], &[1.0, 1.0, 2.0]), 0.313_749_485);
    close(jensen_shannon(&[1.0, 0.0], &[0.0, 1.0]), 1.0);
    close(jensen_shannon(&[0.0, 0.0], &[0.0, 1.0]), 0.0);
}
