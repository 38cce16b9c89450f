//! Intervals and tests: Wilson, exact Poisson, exact conditional ratio, paragraph bootstrap, Benjamini–Hochberg.
