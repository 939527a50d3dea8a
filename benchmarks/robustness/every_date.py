"""Write the brief of every mission on record on at least four dates a year, and look for faults.

    python benchmarks/robustness/every_date.py                 # every mission, four dates a year
    python benchmarks/robustness/every_date.py --years 1995-1997 --formats html,pdf
    python benchmarks/robustness/every_date.py --only UNPROFOR
    python benchmarks/robustness/every_date.py --formats md,csv --charts checked --keep dates.jsonl

A fault is a traceback, a warning, a number that is none (NaN, infinity), a word that only a program
says (None, nan), or a block of the page with nothing in it. The table of faults should be empty.

The whole run takes hours. ``--keep`` writes each date to a file when it is done, and a later run
of the same code goes on from there. ``--charts checked`` looks at the numbers of a chart, which
takes no time, and leaves the drawing of it to the sampled test.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import random
import re
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import vl_convert

from peaceops.brief import compose
from peaceops.brief.drawing import Drawing
from peaceops.brief.layout import lay_out
from peaceops.brief.markdown import to_markdown
from peaceops.brief.page import Bullets, Entries, Facts, Page, Table, flat
from peaceops.brief.schema import to_json
from peaceops.brief.write import FORMATS, contents
from peaceops.domain.array_cache import code_digest
from peaceops.edition import Edition, active_missions, open_edition

PROGRAM_WORDS = re.compile(
    r"(?<![\w.'-])(None|nan|NaN|-?inf|NULL|NaT|null|undefined|<NA>|True|False)(?![\w'-])"
)
TEXTUAL = ("md", "csv")


@dataclasses.dataclass(frozen=True)
class Fault:
    """One thing wrong in one brief."""

    mission: str
    day: date
    kind: str
    detail: str


@cache
def opened(folder: str | None) -> Edition:
    return open_edition(folder)


def faults_of(
    edition: Edition, mission: str, day: date, formats: tuple[str, ...] = FORMATS
) -> list[Fault]:
    """Compose and draw one brief; return all that is wrong with it."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            brief = compose(edition, mission, day)
            page = lay_out(brief)
            # Markdown is drawn from the page at hand; laying it out again would double the time.
            made = contents(brief, tuple(name for name in formats if name not in ("json", "md")))
            if "md" in formats:
                made["brief.md"] = to_markdown(page).encode()
            problems = [
                *numbers_that_are_none(json.loads(to_json(brief))),
                *empty_blocks(page),
                *numbers_that_are_none(page, "page"),
            ]
        except Exception:
            lines = traceback.format_exc().splitlines()
            problems, made = [("traceback", " | ".join(lines[-3:])[:300])], {}
    for name, content in made.items():
        if name.endswith(TEXTUAL):
            text = content.decode()
            if name.endswith(".csv"):  # a machine's yes and no are right there
                text = text.replace(",True", ",").replace(",False", ",")
            problems += [("program word", f"{name}: {hit}") for hit in _hits(text)]
    problems += [
        ("warning", f"{item.category.__name__}: {item.message} ({Path(item.filename).name})")
        for item in caught
    ]
    return [Fault(mission, day, kind, detail) for kind, detail in dict.fromkeys(problems)]


def numbers_that_are_none(content: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every NaN, infinity or word of a program in a nested structure, with its path."""
    if isinstance(content, float) and not math.isfinite(content):
        yield "number", f"{path} is {content}"
    elif isinstance(content, str):
        for hit in _hits(content):
            yield "program word", f"{path}: {hit}"
    else:
        for where, part in _parts(content, path).items():
            yield from numbers_that_are_none(part, where)


def _parts(content: Any, path: str) -> dict[str, Any]:
    """What a nested structure holds, by its path."""
    match content:
        case None | bool() | int() | float():
            return {}
        case dict():
            return {f"{path}.{key}" if path else str(key): part for key, part in content.items()}
        case list() | tuple():
            return {f"{path}[{index}]": part for index, part in enumerate(content)}
        case Drawing():
            return {path: content.body}
        case _ if dataclasses.is_dataclass(content):
            fields = dataclasses.fields(content)
            return {f"{path}.{field.name}": getattr(content, field.name) for field in fields}
    return {path: str(content)}


def empty_blocks(page: Page) -> Iterator[tuple[str, str]]:
    """Sections without blocks, and tables, lists, galleries and charts with nothing in them."""
    for section in page.sections:
        if not section.blocks:
            yield "empty block", f"section {section.id}"
        for block in flat(section.blocks):
            where = f"{type(block).__name__} {getattr(block, 'id', '')} in {section.id}"
            if _is_empty(block):
                yield "empty block", where
            if isinstance(block, Table) and block.folded and not block.csv:
                yield "empty link", where


def _is_empty(block: Any) -> bool:
    match block:
        case Table(rows=rows, columns=columns):
            return not rows or not columns or any(len(row) != len(columns) for row in rows)
        case Bullets(items=items) | Facts(items=items) | Entries(items=items):
            return not items
    texts = getattr(block, "texts", None)
    if texts is not None:
        return not "".join(text.text for text in texts).strip()
    return False


def _hits(text: str) -> list[str]:
    return [
        text[max(0, hit.start() - 40) : hit.end() + 20].replace("\n", " ")
        for hit in PROGRAM_WORDS.finditer(text)
    ][:3]


def sampled_days(first: int, last: date, seed: int) -> list[date]:
    """Four dates a year, one in each quarter, drawn by a seed; the edition's last day too."""
    stream = random.Random(seed)
    days = [
        date(year, month, 1) + timedelta(days=stream.randrange(89))
        for year in range(first, last.year + 1)
        for month in (1, 4, 7, 10)
    ]
    return [*(day for day in days if day < last), last]


def last_known(edition: Edition) -> date:
    """The last day on which the edition learned anything."""
    return max(
        edition.as_of(date.max).table(name)["known_on"].max()  # type: ignore[type-var]
        for name in ("decisions", "mandates", "missions")
    )


def check_charts() -> None:
    """Look at the numbers of charts instead of drawing them."""

    def checked(chart: dict[str, Any], **_: Any) -> str:
        if '"values": [{' not in json.dumps(chart, allow_nan=False, default=str):
            raise ValueError(f"a chart of no rows: {str(chart)[:200]}")
        return '<svg width="1" height="1"></svg>'

    vl_convert.vegalite_to_svg = checked


def day_of(folder: str | None, formats: tuple[str, ...], only: str | None, charts: str, day: date):
    """All faults of one date, with how many briefs were written and the seconds they took."""
    start = time.monotonic()
    if charts == "checked":
        check_charts()
    edition = opened(folder)
    names = [name for name in active_missions(edition, day) if only in (None, name)]
    faults = [
        dataclasses.asdict(fault)
        for name in names
        for fault in faults_of(edition, name, day, formats)
    ]
    return day, names, faults, time.monotonic() - start


def kept(file: Path | None, code: str) -> dict[str, dict[str, Any]]:
    """Dates that an earlier run of the same code has done."""
    if file is None or not file.exists():
        return {}
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    return {line["day"]: line for line in lines if line["code"] == code}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edition", default=None)
    parser.add_argument("--years", default="1990-2100")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default=None, help="one mission")
    parser.add_argument("--formats", default="html,md,csv", help=f"of {','.join(FORMATS)}")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--charts", choices=("drawn", "checked"), default="drawn")
    parser.add_argument("--keep", type=Path, help="write each date to a file, and go on from it")
    parser.add_argument("--out", type=Path, default=None, help="write counts as JSON")
    given = parser.parse_args()
    first, until = (int(part) for part in given.years.split("-"))
    last = min(last_known(opened(given.edition)), date(until, 12, 31))
    days = sampled_days(first, last, given.seed)
    random.Random(given.seed).shuffle(days)  # so that a run cut short has seen all decades
    formats = tuple(given.formats.split(","))
    code = code_digest(("",))
    done = kept(given.keep, code)
    faults = [fault for part in done.values() for fault in part["faults"]]
    briefs = sum(len(part["missions"]) for part in done.values())
    missions = {name for part in done.values() for name in part["missions"]}
    seconds = sum(part["seconds"] for part in done.values())
    work = partial(day_of, given.edition, formats, given.only, given.charts)
    left = [day for day in days if str(day) not in done]
    with get_context("spawn").Pool(given.processes, maxtasksperchild=8) as pool:
        for day, names, new, took in pool.imap_unordered(work, left):
            briefs, seconds = briefs + len(names), seconds + took
            missions |= set(names)
            faults += new
            print(f"{day}: {len(names)} briefs, {len(new)} faults, {took:.0f} s", flush=True)
            for fault in new:
                print(f"  {fault['mission']}: {fault['kind']}: {fault['detail']}", flush=True)
            if given.keep:
                line = {"code": code, "day": day, "missions": names, "faults": new, "seconds": took}
                with given.keep.open("a") as file:
                    file.write(json.dumps(line, default=str) + "\n")
    kinds = Counter(fault["kind"] for fault in faults)
    print(
        f"\n{briefs} briefs of {len(missions)} missions on {len(days)} dates from {min(days)} to "
        f"{max(days)}, {seconds:.0f} s of work: {len(faults)} faults {dict(kinds) or ''}"
    )
    if given.out:
        counts = {
            "briefs": briefs, "missions": len(missions), "dates": len(days), "seed": given.seed,
            "formats": formats, "faults": faults,
        }  # fmt: skip
        given.out.write_text(json.dumps(counts, indent=1, default=str) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
