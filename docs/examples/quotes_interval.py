"""quotes_interval.py SCORER.py GOLD.jsonl PREDICTIONS.jsonl: each figure with its 95 % interval, articles drawn 2,000 times.

SCORER.py is the scorer of the PolNeAR conversion: a `Scorer` with `add(gold, prediction)`, counters `n`, lists `share`
and `share_all`, and `results()`; PREDICTIONS come from `parallax analyze GOLD.jsonl --format jsonl` or from
`train_attributions -- product`.
"""

import importlib.util
import random
import sys

FIGURES = (
    "direct_f1 direct_span_f1 speaker_acc speaker_acc_name speaker_acc_pronoun content_f1 source_f1 cue_f1 "
    "attribution_f1 share_err share_err_all"
).split()


def main(scorer_path, gold_path, predictions_path, draws=2000):
    spec = importlib.util.spec_from_file_location("scorer", scorer_path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = scorer.read(gold_path)
    predictions = {p["id"]: p for p in scorer.read(predictions_path)}
    givens = scorer.given_names(gold)
    articles = []
    for g in gold:
        one = scorer.Scorer(givens)
        one.add(g, predictions.get(g["id"], {}))
        articles.append(one)

    def figures(chosen):
        total = scorer.Scorer(givens)
        for one in chosen:
            for key, value in one.n.items():
                total.n[key] += value
            total.share += one.share
            total.share_all += one.share_all
        return total.results()

    whole = figures(articles)
    dice = random.Random(1)
    drawn = [figures(dice.choices(articles, k=len(articles))) for _ in range(draws)]
    for name in FIGURES:
        values = sorted(100 * d[name] for d in drawn)
        low, high = values[int(draws * 0.025)], values[int(draws * 0.975)]
        print(f"{name:<20} {100 * whole[name]:5.1f}  [{low:.1f}, {high:.1f}]")


if __name__ == "__main__":
    main(*sys.argv[1:4])
