//! Throughput of the analysis beside the floor that a text tool cannot go under, one pass of `unicode_words`.
//!
//! `cargo bench --bench throughput` times both on the samples and on a thousand articles made of their paragraphs, with
//! one thread and with two. The ratios of one run are what counts, not the absolute times.
#![expect(clippy::unwrap_used, reason = "the samples are embedded")]

use divan::{Bencher, black_box, counter::BytesCount};
use parallax::{
    analysis::{Lists, analyze},
    articles::{Article, Rules, assemble},
    sources::{Options, read_bytes},
    workspace::input::SAMPLES,
};
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

fn samples() -> Vec<Article> {
    let options = Options::default();
    let read = |(name, bytes): &(&str, &[u8])| read_bytes(name, bytes, &options).next().unwrap().unwrap();
    SAMPLES.iter().map(|s| assemble(read(s), Rules::embedded())).collect()
}

/// A thousand articles, each the paragraphs of a sample in another order, so that no two are alike.
fn thousand() -> Vec<Article> {
    let options = Options::default();
    let mut out = Vec::new();
    for n in 0..1000_usize {
        let (name, bytes) = SAMPLES[n % SAMPLES.len()];
        let text = String::from_utf8_lossy(bytes);
        let mut lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
        let middle = n % lines.len();
        lines.rotate_left(middle);
        let text = lines.join("\n\n");
        let raw = read_bytes(&format!("{n}-{name}"), text.as_bytes(), &options).next().unwrap().unwrap();
        out.push(assemble(raw, Rules::embedded()));
    }
    out
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|a| a.text.len()).sum::<usize>())
}

fn floor(bencher: Bencher, articles: &[Article]) {
    bencher.counter(bytes(articles)).bench_local(|| {
        articles.iter().map(|a| black_box(a.text.unicode_words().map(str::len).sum::<usize>())).sum::<usize>()
    });
}

fn full(bencher: Bencher, articles: &[Article], threads: usize) {
    let lists = Lists::builtin();
    let share = articles.len().div_ceil(threads);
    bencher.counter(bytes(articles)).bench_local(|| {
        std::thread::scope(|scope| {
            for part in articles.chunks(share) {
                let lists = &lists;
                scope.spawn(move || part.iter().for_each(|a| drop(black_box(analyze(a, lists)))));
            }
        });
    });
}

#[divan::bench]
fn samples_floor(bencher: Bencher) {
    floor(bencher, &samples());
}

#[divan::bench]
fn samples_full(bencher: Bencher) {
    full(bencher, &samples(), 1);
}

#[divan::bench(sample_count = 5)]
fn thousand_floor(bencher: Bencher) {
    floor(bencher, &thousand());
}

#[divan::bench(sample_count = 5)]
fn thousand_full_one_thread(bencher: Bencher) {
    full(bencher, &thousand(), 1);
}

#[divan::bench(sample_count = 5)]
fn thousand_full_two_threads(bencher: Bencher) {
    full(bencher, &thousand(), 2);
}
