"""Thirty readers at once: errors, answer times by kind of page, and memory over time.

Run: uv run python benchmarks/desk_load.py [--seconds 300] [--users 30] [--seed 1]

A desk is started on loopback with an empty folder of cases. Each reader goes through stories as a
delegate would, with time to think between two requests: what ends next, a mission as of a day, its
charts, what if a member abstains, votes, tables. Most ask for a dozen missions and days; some for
one that nobody has asked for. Pages that the desk does not have are named and left out. Readers
and desk share the machine. Status 1 if a goal is missed: no error, 95th percentile of all answers
at most 2 s, memory (of all processes of the desk) at most 2 GB and no more than a tenth above its
middle at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import httpx

PEACEOPS = str(Path(sys.executable).with_name("peaceops"))
MOST_SECONDS, MOST_BYTES, MOST_GROWTH = 2.0, 2_000_000_000, 1.1
THINKING = (1.0, 6.0)
NEW = 0.07
"""Share of missions and days that nobody has asked for."""
POPULAR: tuple[tuple[str, str | None], ...] = (
    ("UNMISS", None),
    ("MONUSCO", None),
    ("MINUSCA", None),
    ("UNIFIL", None),
    ("UNDOF", None),
    ("UNISFA", None),
    ("UNFICYP", None),
    ("MINURSO", None),
    ("UNMISS", "2023-02-15"),
    ("MINUSMA", "2023-06-16"),
    ("MONUSCO", "2023-12-01"),
    ("UNMISS", "2023-03-01"),
)
LASTING = ("UNMISS", "MONUSCO", "UNIFIL", "UNDOF", "UNFICYP", "MINURSO", "UNMIK", "UNISFA")
MEMBERS = ("CHN", "RUS", "USA", "FRA", "GBR")
TABLES = ("strength", "decisions", "votes", "mandates", "contributions", "missions")


@dataclass
class Record:
    """What happened: seconds by kind of request, errors, memory by second."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, int]] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)


@contextmanager
def desk(*arguments: str) -> Iterator[tuple[str, int]]:
    """A desk in a process of its own: its address and the number of the process."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [PEACEOPS, "serve", "--port", "0", "--cases", f"{folder}/cases", *arguments],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            if "The desk is at" not in line:
                sys.exit(line + process.stderr.read())
            address = line.split()[4]
            httpx.get(address).raise_for_status()
            took = time.perf_counter() - begun
            print(f"First page {took:.1f} s after the start, {worked(process.pid):.1f} s of work")
            yield address, process.pid
        finally:
            process.terminate()
            process.communicate()


def worked(process: int) -> float:
    """Seconds of the processor that a process has used."""
    words = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Bytes that a process and those it began have in memory; what they share counts once."""
    return sum(proportional(member) for member in family(process))


def proportional(process: int) -> int:
    """Bytes that a process has in memory, with its part of what it shares; 0 if it has ended."""
    with suppress(OSError):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        shown = re.search(r"^Pss: +(\d+)", rollup, re.MULTILINE)
        return int(shown[1]) * 1024 if shown else 0
    return 0


def family(process: int) -> list[int]:
    """A process and those that it began, and theirs."""
    found = [process]
    for member in found:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(number) for number in children.read_text("ascii").split()]
    return found


class Reader:
    """Somebody at the desk, with habits of their own."""

    def __init__(self, client: httpx.AsyncClient, record: Record, chance: Random) -> None:
        self.client, self.record, self.chance = client, record, chance
        self.until = 0.0

    async def read(self, until: float) -> None:
        """Go through stories until the time is over."""
        self.until = until
        stories: list[Callable[[], AsyncIterator[tuple[str, str]]]] = [
            self.what_ends, self.a_mission, self.a_mission, self.what_if, self.the_council,
            self.the_data,
        ]  # fmt: skip
        await asyncio.sleep(self.chance.uniform(0, THINKING[1]))
        while time.monotonic() < until:
            async for kind, address in self.chance.choice(stories)():
                await self.ask(kind, address)
                # What is not worked out yet follows by itself, without a thought.
                for rest in self.links(r"/[^\"]*/parts/page[^\"]*")[:1]:
                    await self.ask("mission, worked out", rest)
                if time.monotonic() >= until:
                    return
                await asyncio.sleep(self.chance.uniform(*THINKING))

    text = ""

    async def ask(self, kind: str, address: str) -> None:
        """Ask for an address, and note how long the whole answer takes.

        A part of a page is asked for as the page's script does.
        """
        self.text = ""
        if kind in self.record.absent:
            return
        begun = time.perf_counter()
        try:
            by_script = {"hx-request": "true"} if "/parts/" in address else {}
            answer = await self.client.get(address, headers=by_script)
        except httpx.HTTPError as error:
            self.record.errors.append(f"{kind}: {address}: {type(error).__name__}")
            return
        self.record.seconds[kind].append(time.perf_counter() - begun)
        if answer.status_code >= 400:
            self.record.errors.append(f"{kind}: {address}: {answer.status_code}")
        if answer.headers.get("content-type", "").startswith("text/html"):
            self.text = answer.text

    def links(self, pattern: str) -> list[str]:
        """Links on the page last seen."""
        return [unescape(link) for link in re.findall(rf'(?:href|hx-get)="({pattern})"', self.text)]

    def mission(self) -> tuple[str, str | None]:
        """A mission and a day."""
        if self.chance.random() < NEW:
            day = date(2012, 1, 1) + timedelta(days=self.chance.randrange(365 * 13))
            return self.chance.choice(LASTING), str(day)
        return self.chance.choice(POPULAR)

    async def what_ends(self) -> AsyncIterator[tuple[str, str]]:
        """See what ends next, and narrow the list down."""
        yield "now", "/"
        yield "now, filtered", f"/?{urlencode({'ends': 90, 'q': 'sudan'})}"
        yield "now, another day", f"/?as_of={self.chance.choice(POPULAR)[1] or '2023-06-16'}"

    async def a_mission(self) -> AsyncIterator[tuple[str, str]]:
        """Read a mission's page, open a part of it, save a chart."""
        name, day = self.mission()
        new = (name, day) not in POPULAR
        at = f"?as_of={day}" if day else ""
        yield "mission, new" if new else "mission", f"/{name}{at}"
        seen = self.links(r"/[^\"]*/(?:parts|charts)/[^\"]+")
        parts = [link for link in seen if "/parts/" in link]
        charts = [link for link in seen if "/charts/" in link]
        if parts:
            yield "part of a mission", self.chance.choice(parts)
        for _ in range(2 if charts else 0):
            yield "chart", self.chance.choice(charts)

    async def what_if(self) -> AsyncIterator[tuple[str, str]]:
        """Suppose something, and something else."""
        name, day = self.chance.choice(POPULAR)
        query = [("as_of", day)] if day else []
        yield "what if, as it is", f"/{name}/what-if?{urlencode(query)}"
        for _ in range(self.chance.randint(2, 4)):
            query = [*query, supposition(self.chance)]
            yield "what if, a change", f"/{name}/what-if?{urlencode(query)}"

    async def the_council(self) -> AsyncIterator[tuple[str, str]]:
        """Browse votes and a member's record."""
        yield "council", "/council"
        yield "votes", f"/council/votes?{urlencode({'q': self.chance.choice(('sudan', 'mali'))})}"
        yield "member", f"/council/members/{self.chance.choice(MEMBERS)}"
        yield "track record", "/track-record"

    async def the_data(self) -> AsyncIterator[tuple[str, str]]:
        """Look at tables."""
        table = self.chance.choice(TABLES)
        yield "data", "/data"
        yield "table", f"/data/{table}"
        yield "table, saved", f"/data/{table}/rows.csv"


def supposition(chance: Random) -> tuple[str, str]:
    """Something that a reader may suppose, seldom the same twice."""
    return chance.choice(
        (
            ("position", f"{chance.choice(MEMBERS)}={chance.choice(('abstain', 'no', 'yes'))}"),
            ("leaves", f"{chance.choice(('IND', 'RWA', 'NPL', 'BGD'))}:{chance.randint(50, 400)}"),
            ("ceiling", str(chance.randint(300, 900) * 10)),
        )
    )


async def leave_out(address: str, record: Record) -> None:
    """Find which pages the desk does not have, with one request each."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        for kind, path in (
            ("now, filtered", "/?ends=90&q=sudan"),
            ("council", "/council"),
            ("votes", "/council/votes"),
            ("member", "/council/members/CHN"),
            ("track record", "/track-record"),
            ("data", "/data"),
            ("table", "/data/strength"),
            ("table, saved", "/data/strength/rows.csv"),
            ("what if, as it is", "/UNMISS/what-if"),
        ):
            if (await client.get(path)).status_code in (404, 422):
                record.absent.add(kind)
    if "what if, as it is" in record.absent:
        record.absent.add("what if, a change")


async def load(address: str, process: int, record: Record, options: argparse.Namespace) -> None:
    """Let readers read, and look at the memory meanwhile."""
    begun = time.monotonic()
    until = begun + options.seconds
    limits = httpx.Limits(max_connections=6)
    async with asyncio.TaskGroup() as readers:
        for number in range(options.users):
            client = httpx.AsyncClient(base_url=address, timeout=90, limits=limits)
            reader = Reader(client, record, Random(options.seed * 1000 + number))
            readers.create_task(reader.read(until))
        while time.monotonic() < until:
            record.memory.append((time.monotonic() - begun, resident(process)))
            await asyncio.sleep(min(5, options.seconds / 10))


def line(kind: str, times: list[float]) -> str:
    """A line of the table of times."""
    ordered = sorted(times)
    at_95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{kind:22}{len(times):7}{statistics.median(times):9.3f}{at_95:9.3f}{ordered[-1]:9.3f}"


def report(record: Record) -> bool:
    """Print what happened; whether every goal is met."""
    if record.absent:
        print(f"The desk has no: {', '.join(sorted(record.absent))}")
    print(f"{'seconds':22}{'number':>7}{'median':>9}{'95 %':>9}{'most':>9}")
    for kind, times in sorted(record.seconds.items()):
        print(line(kind, times))
    every = [seconds for times in record.seconds.values() for seconds in times]
    print(line("all", every))
    print("memory, MB:", " ".join(f"{size / 1e6:.0f}" for _, size in record.memory))
    print(f"errors: {len(record.errors)}")
    for error in record.errors[:20]:
        print(f"  {error}")
    sizes = [size for _, size in record.memory]
    at_95 = sorted(every)[int(0.95 * len(every))]
    growth = sizes[-1] / max(statistics.median(sizes), 1)
    goals = {
        "no error": not record.errors,
        f"95 % within {MOST_SECONDS} s": at_95 <= MOST_SECONDS,
        "memory below 2 GB": max(sizes) <= MOST_BYTES,
        f"memory flat (end to middle {growth:.2f})": growth <= MOST_GROWTH,
    }
    for goal, met in goals.items():
        print(f"{'met   ' if met else 'MISSED'} {goal}")
    return all(goals.values())


def main() -> None:
    """Measure, and say whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    record = Record()
    with desk("--log", "off") as (address, process):
        asyncio.run(leave_out(address, record))
        asyncio.run(load(address, process, record, options))
        each = " + ".join(f"{proportional(member) / 1e6:.0f}" for member in family(process))
        print(f"memory at the end {resident(process) / 1e6:.0f} MB: {each}")
    sys.exit(0 if report(record) else 1)


if __name__ == "__main__":
    main()
