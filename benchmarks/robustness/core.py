"""What every attack shares: a try, its verdict, a worker with a time limit, and the counts.

An attack is a module with ``tries(seed)``: a generator of ``Try`` in a fixed order. A try runs in a
worker process, in a folder of its own. The worker is watched: one that hangs or dies is killed, the
try it was at is counted, and a new worker goes on with the next.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

RIGHT = ("refused", "skipped", "same", "repaired", "told")
WRONG = ("SILENT", "TRACEBACK", "LOSS", "HANG", "STOPS")
GRACE = 5.0  # seconds beyond a try's limit before its worker is killed
WAITS = 3  # a try may wait three times as long as it may work
MEMORY = 8 << 30  # bytes of addresses a worker that reads bombs may take
POOR = re.compile(r"\bcorrect it\b|\bNone\b|What to do: *$")


@dataclass(frozen=True)
class Verdict:
    """What came of a try, and why it is judged so."""

    outcome: str
    why: str = ""
    poor: bool = False  # refused, but in words that help nobody


@dataclass(frozen=True)
class Try:
    """One attack: ``run`` gets an empty folder and gives the verdict. A recipe stands for one."""

    attack: str
    kind: str
    recipe: str
    run: Callable[[Path], Verdict]
    limit: float = 10.0

    @property
    def id(self) -> str:
        """The name to replay it by."""
        return f"{self.attack}/{hashlib.sha256(self.recipe.encode()).hexdigest()[:8]}"


class OutOfTime(BaseException):
    """The time limit of a try is over. No ``except Exception`` of the product catches it."""


@dataclass
class Count:
    """The counts of one attack."""

    attack: str
    tries: int = 0
    seconds: float = 0.0
    outcomes: dict[str, int] = field(default_factory=dict)
    poorly_worded: int = 0
    accepted: dict[str, int] = field(default_factory=dict)
    failures: list[dict[str, str]] = field(default_factory=list)

    def add(self, one: dict[str, Any]) -> None:
        """Count a try that is done."""
        self.tries += 1
        outcome, why = one["outcome"], one["why"]
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        self.poorly_worded += one["poor"]
        if outcome in ("same", "repaired", "told"):
            reason = f"{outcome}: {re.sub(r'[0-9]+', 'N', why)[:90]}"
            self.accepted[reason] = self.accepted.get(reason, 0) + 1
        if outcome in WRONG:
            self.failures.append({k: one[k] for k in ("id", "kind", "outcome", "why", "recipe")})


def refusal(error: BaseException) -> Verdict:
    """Judge an error: a plain refusal, or a traceback."""
    from peaceops.errors import PeaceopsError  # noqa: PLC0415

    if isinstance(error, PeaceopsError):
        text = str(error)
        return Verdict("refused", text, bool(POOR.search(text)))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "peaceops" in f.filename]
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].name}" if frames else ""
    return Verdict("TRACEBACK", f"{type(error).__name__}{where}: {str(error)[:300]}")


def attempt(call: Callable[[], Any]) -> tuple[Any, Verdict | None]:
    """The value of a call, or the verdict on its error."""
    try:
        return call(), None
    except (OutOfTime, KeyboardInterrupt):
        raise
    except BaseException as error:  # panics of native libraries are no Exception
        return None, refusal(error)


# ---- processes ---------------------------------------------------------------------------------


@dataclass
class Ended:
    """How a child process ended: ``done`` with a value, ``error``, ``killed`` or ``hang``."""

    how: str
    value: Any = None
    seconds: float = 0.0

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on a child that did not end well."""
        if self.how == "hang":
            return Verdict("HANG", f"still running after {self.seconds:.0f} s")
        return self.value if self.how == "error" else None


class Child:
    """A forked process that runs ``call``; ``kill_after`` seconds it is killed with SIGKILL."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self._read, write = os.pipe()
        self._start = time.monotonic()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._read)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            _child(call, write)
        os.close(write)

    def end(self, *, limit: float = 30.0, kill_after: float | None = None) -> Ended:
        """Wait, kill when told to, and give what came of it."""
        content = b""
        due = self._start + (limit if kill_after is None else kill_after)
        while True:
            ready, _, _ = select.select([self._read], [], [], max(0, due - time.monotonic()))
            if not ready:
                os.kill(self.pid, signal.SIGKILL)
                break
            part = os.read(self._read, 1 << 16)
            if not part:
                break
            content += part
        os.close(self._read)
        _, status = os.waitpid(self.pid, 0)
        seconds = time.monotonic() - self._start
        if os.WIFSIGNALED(status):
            late = os.WTERMSIG(status) == signal.SIGKILL and kill_after is None and not ready
            died = os.WTERMSIG(status) != signal.SIGKILL
            if died:
                name = signal.Signals(os.WTERMSIG(status)).name
                return Ended("error", Verdict("TRACEBACK", f"died of {name}"), seconds)
            return Ended("hang" if late else "killed", None, seconds)
        how, value = pickle.loads(content)
        return Ended(how, value, seconds)


def _child(call: Callable[[], Any], write: int) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        result = ("done", call())
    except BaseException as error:
        result = ("error", refusal(error))
    try:
        with os.fdopen(write, "wb") as pipe:
            pipe.write(pickle.dumps(result))
    finally:
        os._exit(0)


def in_child(call: Callable[[], Any], **limits: Any) -> Ended:
    """Run a call in a forked process to its end."""
    return Child(call).end(**limits)


def set_up(call: Callable[[], Any], limit: float = 120.0) -> Any:
    """Run a call in a forked process and give its value: for what a try stands on."""
    ended = in_child(call, limit=limit)
    if ended.how != "done":
        raise RuntimeError(f"the set-up failed: {ended}")
    return ended.value


def command_line(*words: str) -> tuple[int, str]:
    """Run the command line in this process; its status and what it printed on stderr.

    Anything but a ``PeaceopsError``, a usage error or an exit of its own is raised.
    """
    import contextlib  # noqa: PLC0415
    import io  # noqa: PLC0415

    from peaceops.cli import main  # noqa: PLC0415

    printed = io.StringIO()
    before = sys.argv
    sys.argv = ["peaceops", *words]
    try:
        with contextlib.redirect_stderr(printed), contextlib.redirect_stdout(printed):
            main()
        status = 0
    except SystemExit as done:
        status = int(done.code or 0) if not isinstance(done.code, str) else 1
    finally:
        sys.argv = before
    return status, printed.getvalue()


def said(status: int, printed: str) -> Verdict:
    """Judge a run of the command line that did not raise."""
    if status == 0:
        return Verdict("same", "done")
    return Verdict("refused", printed.strip()[:600], bool(POOR.search(printed)))


# ---- folders -----------------------------------------------------------------------------------


def snapshot(folder: Path) -> dict[str, Any]:
    """Every file below a folder with its bytes, links and folders by what they are."""
    held: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            held[name] = f"-> {path.readlink()}"
        elif path.is_file():
            held[name] = path.read_bytes()
        elif not path.is_dir():
            held[name] = "special"
    return held


def harmed(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Which files of ``before`` are gone or changed, in words."""
    gone = [name for name in before if name not in after]
    other = [name for name in before if name in after and before[name] != after[name]]
    parts = [f"gone: {', '.join(gone[:4])}"] if gone else []
    return "; ".join(parts + ([f"changed: {', '.join(other[:4])}"] if other else []))


# ---- running -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Options:
    """What the command line asks of a run."""

    seed: int = 0
    quick: bool = False
    replay: str = ""
    keep: Path | None = None

    def wants(self, number: int, one: Try) -> bool:
        """Whether a try is to be run."""
        if self.replay:
            return one.id == self.replay
        return not self.quick or number % 10 == self.seed % 10


def run(name: str, tries: Callable[[int], Iterable[Try]], options: Options) -> Count:
    """Run an attack to its end, whatever becomes of its workers."""
    count, start, following = Count(name), time.monotonic(), 0
    while following >= 0:
        following = _run_from(following, tries, options, count)
    count.seconds = round(time.monotonic() - start, 1)
    return count


def _run_from(first: int, tries: Any, options: Options, count: Count) -> int:
    """Run a worker from a try on; give the number to go on with, or -1."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        os.setsid()
        _worker(first, tries, options, write)
    os.close(write)
    at, deadline, buffer = None, time.monotonic() + 600, b""
    while True:
        ready, _, _ = select.select([read], [], [], max(0.0, deadline - time.monotonic()))
        part = os.read(read, 1 << 16) if ready else b""
        if not part:
            break
        buffer += part
        *lines, buffer = buffer.split(b"\n")
        for line in lines:
            one = json.loads(line)
            if "outcome" in one:
                count.add(one)
                at, deadline = None, time.monotonic() + 600
                _show(count)
            elif "end" not in one:
                at, deadline = one, time.monotonic() + one["limit"] * WAITS + GRACE
            else:
                at = {"end": True}
    return _after(pid, at, bool(ready), count, read)


def _after(pid: int, at: Any, ended: bool, count: Count, read: int) -> int:
    os.close(read)
    if not ended:
        os.killpg(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if at and "end" in at:
        return -1
    if at is None:
        raise RuntimeError(f"{count.attack}: the worker ended between tries, status {status}")
    why = f"died with status {status}" if ended else f"not over {GRACE:.0f} s after its limit"
    count.add(at | {"outcome": "TRACEBACK" if ended else "HANG", "why": why, "poor": False})
    return int(at["number"]) + 1


def _show(count: Count) -> None:
    if sys.stderr.isatty():
        wrong = sum(count.outcomes.get(one, 0) for one in WRONG)
        print(f"\r{count.attack}: {count.tries} tries, {wrong} failures ", end="", file=sys.stderr)


def _worker(first: int, tries: Any, options: Options, write: int) -> None:
    status, shown = 1, os.dup(2)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        with os.fdopen(write, "w", buffering=1) as pipe:
            for number, one in enumerate(tries(options.seed)):
                if number < first or not options.wants(number, one):
                    continue
                known = {"number": number, "id": one.id, "kind": one.kind, "recipe": one.recipe}
                pipe.write(json.dumps(known | {"limit": one.limit}) + "\n")
                try:
                    verdict = _verdict(one, options)
                except OutOfTime:  # the limit was reached while the try was being put away
                    verdict = Verdict("HANG", f"not over after {one.limit:g} s")
                pipe.write(json.dumps(known | asdict(verdict)) + "\n")
            pipe.write(json.dumps({"end": True}) + "\n")
        status = 0
    except BaseException:
        os.write(shown, traceback.format_exc().encode())
    finally:
        os._exit(status)


def limit_memory() -> None:
    """Let this worker take no more than some addresses: a bomb must not fell the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _verdict(one: Try, options: Options) -> Verdict:
    def stop(*_: object) -> None:
        raise OutOfTime

    folder = Path(tempfile.mkdtemp(prefix="robust-")) if options.keep is None else options.keep
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGALRM, stop)
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, one.limit)
    signal.setitimer(signal.ITIMER_REAL, one.limit * WAITS)
    try:
        return one.run(folder)
    except OutOfTime:
        return Verdict("HANG", f"not over after {one.limit:g} s")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if options.keep is None:
            shutil.rmtree(folder, ignore_errors=True)
