#!/bin/sh
# How time grows with text that is made to be slow: `parallax analyze` over one file of each hostile kind, in two sizes.
#
#   cargo build --release && benches/hostile.sh [MEGABYTES]
#
# The larger file has MEGABYTES (4 without it), the smaller a quarter. For each kind the seconds of processor time of both, their
# ratio and the peak of resident memory of the larger are printed: a ratio of 4 is linear time. It ends with 1 if a ratio is over
# 8, or the program fails. PARALLAX names the program. Needs Python 3 and Linux or macOS.
set -eu
cd "$(dirname "$0")/.."
exec python3 - "${PARALLAX:-target/release/parallax}" "${1:-4}" <<'PYTHON'
import os, pathlib, subprocess, sys, tempfile

program, size = sys.argv[1], float(sys.argv[2]) * 1e6
prose = "The minister said that the plan would cost too much, and the mayor of the town called it a disgrace. "
kinds = {
    "prose in paragraphs": prose + "\n\n",
    "prose on one line": prose,
    "a million paragraphs": "a\n\n",
    "bare line breaks": "\n",
    "escape sequences": "\x1b[31m" + prose + "\x1b]0;title ",
    "C1 controls": "\x9b31m\x90word\x9c ",
    "bidi overrides": "\u202eword\u202c\u2066 other \u2069",
    "zero widths": "\u200b\u200d\u2060\ufeff",
    "marks in a tower": "\u0301",
    "joined emoji": "👩\u200d👩\u200d👧\u200d👦",
    "unclosed quotations": "“He said ",
    "unclosed straight marks": "\"so ' it \" ",
    "closing marks": "said ”",
    "nested marks": "“‘«„",
    "one word": "a",
    "capitals": "Ann Of The Reed And ",
    "abbreviations": "U.S. Mr. Dr. St. No. ",
    "speech verbs": "said ",
    "said of said": "he said that she said that ",
    "patterns": "(a+)+$ [^\\]*|.*?(?=x) ",
    "markup": "<p><b>a</b></i></div>&amp;",
    "brackets": "((([[[{{{",
    "no spaces": "漢字",
    "points": "." ,
    "dashes": "— - – ",
    "numbers": "1,000.5 per cent of $20 ",
    "links": "https://example.org/a?b=c ",
    "repeated line": "Read more: the council voted\n",
}

def seconds(folder, unit, length):
    path = folder / "a.txt"
    text = "Council votes on the bridge\n\nThe council voted.\n\n" + unit * int(length / len(unit.encode()))
    path.write_text(text, encoding="utf-8")
    run = subprocess.Popen(
        [program, "analyze", str(path), "--format", "jsonl"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    megabytes = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return used.ru_utime + used.ru_stime, megabytes, run.returncode

bad = False
with tempfile.TemporaryDirectory() as folder:
    print(f"{'text':24} {size / 4e6:6.2f} MB {size / 1e6:6.2f} MB  ratio  memory")
    for name, unit in kinds.items():
        (small, *_), (large, megabytes, code) = (seconds(pathlib.Path(folder), unit, size / part) for part in (4, 1))
        ratio = large / small
        bad |= ratio > 8 or code != 0
        print(f"{name:24} {small:8.2f}s {large:8.2f}s {ratio:6.1f} {megabytes:4.0f} MB", flush=True)
sys.exit(bad)
PYTHON
