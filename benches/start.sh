#!/bin/sh
# From exec to the first frame of the dashboard in a pseudo-terminal of 200x60, and its memory when all is measured.
#
#   cargo build --release && benches/start.sh [NUMBER ...]
#
# For the samples (0) and for folders of so many articles made of the paragraphs of `seeds/` (without numbers: 0 and 10000) it
# prints milliseconds to the first whole frame (median and slowest of 15 starts), then for one start that is left alone:
# seconds until all is read and measured, resident memory then and at its peak, and both in sizes of the text. Each folder is
# opened a second time, with what the first left in the cache. PARALLAX names the program. Needs Python 3 and Linux.
set -eu
cd "$(dirname "$0")/.."
exec python3 - "${PARALLAX:-target/release/parallax}" "$@" <<'PYTHON'
import fcntl, os, pathlib, pty, select, signal, statistics, struct, sys, tempfile, termios, time

program, numbers = os.path.abspath(sys.argv[1]), [int(n) for n in sys.argv[2:]] or [0, 10000]
seeds = [
    [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for path in sorted(pathlib.Path("seeds").glob("*.txt"))
]
FRAME = b"\x1b[?2026l"  # the end of a synchronised update

def text(n):
    lines = seeds[n % len(seeds)]
    at = n // len(seeds) % len(lines)
    return "\n\n".join([f"Report number {n} of the day", *lines[at:], *lines[:at]])

def start(home, arguments):
    """The process and the terminal's side of it."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
    begin = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for fd in range(3):
            os.dup2(slave, fd)
        environment = {"HOME": str(home), "TERM": "xterm-256color", "PATH": os.environ["PATH"]}
        os.execve(program, [program, *arguments], environment)
    os.close(slave)
    return pid, master, begin

def drain(master, seconds):
    """Reads what there is for so long; the bytes."""
    out, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([master], [], [], left)[0]:
            out += os.read(master, 1 << 16)
    return out

def first_frame(home, arguments):
    pid, master, begin = start(home, arguments)
    seen = b""
    while FRAME not in seen:
        seen += os.read(master, 1 << 16)
    took = time.monotonic() - begin
    end(pid, master)
    return 1000 * took

def end(pid, master):
    os.kill(pid, signal.SIGTERM)
    os.close(master)
    os.waitpid(pid, 0)

def cpu(pid):
    return sum(int(n) for n in pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13])

def settled(home, arguments):
    """Seconds until it does nothing any more, its memory then and the peak, in MB."""
    pid, master, begin = start(home, arguments)
    busy, last = cpu(pid), time.monotonic()
    while time.monotonic() - last < 2:
        drain(master, 0.1)
        if (now := cpu(pid)) != busy:
            busy, last = now, time.monotonic()
    status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    resident, peak = (int(status[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
    end(pid, master)
    return last - begin, resident, peak

print(f"{'articles':>8} {'text, MB':>8} {'opened':>7} {'first frame, ms':>16} {'all, s':>7} {'now, MB':>8} {'peak, MB':>9} {'in texts':>10}")
for n in numbers:
    with tempfile.TemporaryDirectory() as folder:
        home, articles = pathlib.Path(folder, "home"), pathlib.Path(folder, "articles")
        home.mkdir()
        articles.mkdir()
        size = 0
        for i in range(n):
            (articles / f"{i:06}.txt").write_text(text(i), encoding="utf-8")
            size += len(text(i).encode())
        size = size / (1 << 20) or sum(len("\n".join(s).encode()) for s in seeds) / (1 << 20)
        arguments = [str(articles)] if n else []
        for way in ("anew", "again")[: 2 if n else 1]:
            if way == "anew":
                frames = [first_frame(home, [*arguments, "--no-cache"]) for _ in range(15)]
            seconds, resident, peak = settled(home, arguments)
            if way == "again":
                frames = [first_frame(home, arguments) for _ in range(15)]
            print(
                f"{n:8} {size:8.1f} {way:>7} {statistics.median(frames):8.0f} {max(frames):7.0f} {seconds:7.2f}"
                f" {resident:8.0f} {peak:9.0f} {resident / size:4.1f} {peak / size:5.1f}",
                flush=True,
            )
PYTHON
