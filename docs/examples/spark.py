"""Runs parallax over a JSONL file of articles with Apache Spark and writes the profiles as JSON lines.

    python3 spark.py ARTICLES.jsonl OUTPUT_FOLDER

The program `parallax` must be on the PATH of every worker.
"""

import json
import subprocess
import sys
import threading

from pyspark.sql import SparkSession


def profiles(batches):
    """One parallax process a partition: records go in as lines, profiles come out as lines, in the same order."""
    import pandas

    process = subprocess.Popen(
        ["parallax", "analyze", "-", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )

    def feed():
        for batch in batches:
            for record in batch.to_dict("records"):
                known = {key: value for key, value in record.items() if value is not None}
                process.stdin.write(json.dumps(known, ensure_ascii=False) + "\n")
        process.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    rows = []
    for line in process.stdout:
        profile = json.loads(line)
        rows.append((profile.get("id"), line.rstrip("\n"), profile.get("error")))
        if len(rows) == 500:
            yield pandas.DataFrame(rows, columns=["id", "profile", "error"])
            rows = []
    feeder.join()
    process.wait()
    if rows:
        yield pandas.DataFrame(rows, columns=["id", "profile", "error"])


def main():
    source, target = sys.argv[1:3]
    spark = SparkSession.builder.appName("parallax").getOrCreate()
    articles = spark.read.json(source)
    columns = [c for c in ("id", "text", "title", "outlet", "date", "url") if c in articles.columns]
    measured = articles.select(columns).mapInPandas(profiles, "id string, profile string, error string")
    measured.write.mode("overwrite").json(target)
    spark.stop()


if __name__ == "__main__":
    main()
