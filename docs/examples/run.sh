#!/usr/bin/env bash
# Runs the examples of docs/big-data.md end to end on the sample story and checks that they agree.
# Opt-in: Spark needs a Java runtime and PySpark with pandas and PyArrow.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked
PATH="${CARGO_TARGET_DIR:-$PWD/target}/release:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Ten shards of the samples under ids of their own.
python3 - "$work" <<'PY'
import glob, json, pathlib, sys
work = pathlib.Path(sys.argv[1])
texts = [pathlib.Path(p).read_text(encoding="utf-8") for p in sorted(glob.glob("seeds/*.txt"))]
with open(work / "all.jsonl", "w", encoding="utf-8") as whole:
    for shard in range(10):
        with open(work / f"{shard}.jsonl", "w", encoding="utf-8") as part:
            for n, text in enumerate(texts):
                line = json.dumps({"id": f"{shard}-{n}", "text": text}, ensure_ascii=False) + "\n"
                part.write(line)
                whole.write(line)
PY

parallax analyze - --format jsonl < "$work/all.jsonl" | sort > "$work/one"
ls "$work"/[0-9].jsonl | xargs -P 2 -I{} sh -c 'parallax analyze - --format jsonl < {} > {}.out'
sort "$work"/*.out > "$work/many"
cmp "$work/one" "$work/many"
echo "xargs: $(wc -l < "$work/many") profiles, the same as in one run"

if python3 -c 'import pyspark, pandas, pyarrow' 2>/dev/null && command -v java >/dev/null; then
  python3 docs/examples/spark.py "$work/all.jsonl" "$work/spark" 2>/dev/null
  python3 - "$work" <<'PY'
import glob, json, sys
work = sys.argv[1]
one = sorted(open(f"{work}/one", encoding="utf-8").read().splitlines())
rows = [json.loads(l) for p in glob.glob(f"{work}/spark/*.json") for l in open(p, encoding="utf-8")]
assert sorted(r["profile"] for r in rows) == one, "Spark's profiles differ"
print(f"Spark: {len(rows)} profiles, the same as in one run")
PY
else
  echo "Spark: left out; it needs java and the Python packages pyspark, pandas and pyarrow"
fi
