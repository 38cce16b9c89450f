#!/bin/sh
# How time and memory grow with the corpus: `parallax analyze` over articles made of the paragraphs of `seeds/`.
#
#   cargo build --release && benches/growth.sh [NUMBER ...]
#
# Without numbers: 100, 1,000 and 10,000 articles. PARALLAX names the program, target/release/parallax without it.
# For each number it makes one file of JSON lines and one folder of text files in a temporary folder, and prints for each way to
# read them (a file, a folder, standard input; and the folder with a cache that is being filled, and with a full one) the seconds,
# the seconds of all processors, the peak of resident memory and its part above that of 1 article. Needs Python 3 and Linux or macOS.
set -eu
cd "$(dirname "$0")/.."
exec python3 - "${PARALLAX:-target/release/parallax}" "$@" <<'PYTHON'
import json, os, pathlib, subprocess, sys, tempfile, time

program, numbers = sys.argv[1], [int(n) for n in sys.argv[2:]] or [100, 1000, 10000]
seeds = [
    [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for path in sorted(pathlib.Path("seeds").glob("*.txt"))
]

def text(n):
    """The paragraphs of a seed from another one on, after a line of its own, so that no two articles are alike."""
    lines = seeds[n % len(seeds)]
    at = n // len(seeds) % len(lines)
    return "\n\n".join([f"Report number {n} of the day", *lines[at:], *lines[:at]])

def run(arguments, stdin=None):
    """Seconds, seconds of all processors together, and kilobytes of one run."""
    start = time.monotonic()
    child = subprocess.Popen(
        [program, "analyze", *arguments, "--format", "jsonl"],
        stdin=open(stdin, "rb") if stdin else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{program} {' '.join(arguments)} ended with {child.returncode}")
    kilobytes = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return time.monotonic() - start, used.ru_utime + used.ru_stime, kilobytes

def measure(folder, n):
    lines, texts = folder / f"{n}.jsonl", folder / str(n)
    texts.mkdir()
    size = 0
    with lines.open("w", encoding="utf-8") as out:
        for i in range(n):
            body = text(i)
            size += len(body.encode())
            out.write(json.dumps({"id": f"article-{i}", "outlet": f"Outlet {i % 50}", "text": body}) + "\n")
            (texts / f"{i:06}.txt").write_text(body, encoding="utf-8")
    anew = "--no-cache"
    return size, [
        ("file", run([str(lines), anew])),
        ("folder", run([str(texts), anew])),
        ("-", run(["-"], lines)),
        ("first", run([str(texts)])),
        ("again", run([str(texts)])),
    ]

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    base = dict((way, kb) for way, (*_, kb) in measure(folder, 1)[1])
    print(f"{'articles':>8} {'text, MB':>9} {'input':>7} {'seconds':>8} {'CPU, s':>8} {'CPU ms each':>11} {'peak, MB':>9} {'above 1, MB':>12}")
    for n in numbers:
        size, runs = measure(folder, n)
        for way, (seconds, cpu, kb) in runs:
            print(
                f"{n:8} {size / 1e6:9.1f} {way:>7} {seconds:8.2f} {cpu:8.2f} {1000 * cpu / n:11.2f}"
                f" {kb / 1024:9.1f} {(kb - base[way]) / 1024:12.1f}",
                flush=True,
            )
PYTHON
