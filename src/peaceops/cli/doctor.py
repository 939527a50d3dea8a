"""`peaceops doctor`: whether all that a brief needs is there, with what to do where it is not."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from peaceops.cli._console import EditionFolder, console, open_edition_option, unexpected
from peaceops.cli._flags import AsJson
from peaceops.cli._streams import print_json
from peaceops.errors import PeaceopsError

if TYPE_CHECKING:
    from peaceops.edition import Edition

State = Literal["ok", "attention", "broken"]
OLDEST = (3, 11)
MEGABYTE, GIGABYTE = 1 << 20, 1 << 30
LEAST_MEMORY = 1.5 * GIGABYTE
"""Free memory below which a brief may be slow or fail: it takes up to about a gigabyte."""
_SCRIPTS = {"Cyrillic": "Ж", "Greek": "Ω", "Arabic": "ع", "Chinese": "中"}
_COLOURS = {"ok": "green", "attention": "yellow", "broken": "red"}


@dataclass(frozen=True)
class Check:
    """Something that a brief needs, looked at.

    Attributes:
        name: What.
        state: ``attention`` where peaceops works with less, ``broken`` where it does not.
        text: What was seen.
        remedy: What to do, unless all is well.
    """

    name: str
    state: State
    text: str
    remedy: str = ""


def doctor(
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Look at the installation, the settings, the edition and the machine; status 1 if broken.

    Each line is ok, or says what to do.
    """
    checks = _checks(edition)
    if as_json:
        print_json([vars(check) for check in checks])
    else:
        _print(checks)
    if any(check.state == "broken" for check in checks):
        raise typer.Exit(1)


def _checks(folder: Path | None) -> list[Check]:
    looks: dict[str, Callable[[], Iterator[Check]]] = {
        "Python": _python,
        "peaceops": _version,
        "settings": _settings,
        "edition": partial(_edition, folder),
        "extras": _extras,
        "PDF": _pdf,
        "cache": _cache,
        "memory": _memory,
        "folder": _folder,
    }
    return [check for name, look in looks.items() for check in _looked(name, look)]


def _looked(name: str, look: Callable[[], Iterator[Check]]) -> list[Check]:
    """What a look saw; a look that fails is itself a finding."""
    try:
        return list(look())
    except Exception as error:
        problem = error if isinstance(error, PeaceopsError) else unexpected(error)
        where = f"{problem.where}: " if problem.where else ""
        return [Check(name, "broken", where + problem.what, problem.remedy or problem.cause or "")]


def _python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        yield Check("Python", "broken", version, "install Python 3.11 or later")
        return
    yield Check("Python", "ok", f"{version}, {sys.executable}")


def _version() -> Iterator[Check]:
    import peaceops

    place = Path(peaceops.__file__).parent
    yield Check("peaceops", "ok", f"{peaceops.__version__}, {place}")


def _settings() -> Iterator[Check]:
    from peaceops.cli._settings import all_settings, settings_path

    path = settings_path()
    settings = ", ".join(f"{name} = {setting}" for name, setting in all_settings().items())
    place = "off" if path is None else f"{path}{'' if path.exists() else ' (not written yet)'}"
    yield Check("settings", "ok", place + (f": {settings}" if settings else ""))


def _edition(folder: Path | None) -> Iterator[Check]:
    from peaceops.domain.days import short_day
    from peaceops.edition import HOW_TO_GET, knowledge

    data = open_edition_option(folder)
    data_ends = knowledge(data.as_of(data.last_day))
    ends = ", ".join(
        f"{subject.subject.words} to {short_day(subject.until)}"
        for subject in data_ends.subjects
        if subject.until is not None
    )
    yield Check("edition", "ok", f"{data.name}, {data.folder}")
    yield Check(
        "data",
        "attention" if data_ends.missing else "ok",
        ends,
        f"{HOW_TO_GET}, and `peaceops data update` builds an edition with them"
        if data_ends.missing
        else "",
    )
    yield _shared_tables(data)


def _shared_tables(data: Edition) -> Check:
    """Whether the tables that briefs share were made by the code that runs now."""
    from peaceops.prepare import DERIVATIONS

    stale = [item.table for item in DERIVATIONS if data.whole.derived(item.table) is None]
    if stale:
        return Check(
            "tables",
            "attention",
            f"{', '.join(stale)} were made by another version: each brief makes them anew",
            f"`peaceops data derive {data.folder}` makes them once, in an edition of your own",
        )
    return Check("tables", "ok", "what briefs share was made by this version")


def _extras() -> Iterator[Check]:
    """Each extra that the package offers, and whether all that belongs to it is installed."""
    from importlib.metadata import PackageNotFoundError, requires, version

    extras: dict[str, list[str]] = {}
    for line in requires("peaceops") or ():
        match = re.match(r"([\w.-]+).*;.*extra == ['\"](\w+)['\"]", line)
        if match:
            extras.setdefault(match[2], []).append(match[1])
    for extra, packages in sorted(extras.items()):
        lacking = []
        for package in packages:
            try:
                version(package)
            except PackageNotFoundError:
                lacking.append(package)
        if lacking:
            text = f"not installed: {', '.join(lacking)}"
            yield Check(
                extra, "attention", text, f"pip install 'peaceops[{extra}]', if you need it"
            )
        else:
            yield Check(extra, "ok", f"installed: {', '.join(packages)}")


def _pdf() -> Iterator[Check]:
    from peaceops.brief import without_glyph

    absent = without_glyph("".join(_SCRIPTS.values()))
    there = [script for script, sign in _SCRIPTS.items() if sign not in absent]
    lacking = [script for script, sign in _SCRIPTS.items() if sign in absent]
    text = f"fonts for {', '.join(['Latin', *there])}"
    if lacking:
        text += f"; {' and '.join(lacking)} letters stand by their number, in the PDF alone"
    yield Check("PDF", "ok", text)


def _cache() -> Iterator[Check]:
    from peaceops.domain.array_cache import VARIABLE, cache_folder

    folder = cache_folder()
    if folder is None:
        switched = bool(os.environ.get(VARIABLE))
        why = f"{VARIABLE} says so" if switched else "this user has no home"
        remedy = f"unset {VARIABLE}" if switched else f"name a folder in {VARIABLE}"
        yield Check(
            "cache", "attention", f"off, for {why}",
            f"{remedy}: a forecast made once is then read the next time",
        )  # fmt: skip
        return
    place = folder.parent  # pictures of charts stand beside the draws
    sizes = [path.stat().st_size for path in place.glob("*/*.bin")]
    text = f"{place}, {len(sizes)} files, {sum(sizes) / MEGABYTE:.0f} MB"
    if _writable(folder):
        yield Check("cache", "ok", text)
    else:
        remedy = f"name a folder that you may write to in {VARIABLE}"
        yield Check("cache", "attention", f"{text}, cannot be written to", remedy)


def _memory() -> Iterator[Check]:
    free, every = _memory_bytes("SC_AVPHYS_PAGES"), _memory_bytes("SC_PHYS_PAGES")
    if every is None:
        yield Check("memory", "ok", "not told by this system")
        return
    text = f"{every / GIGABYTE:.1f} GB"
    if free is None:
        yield Check("memory", "ok", text)
        return
    short = free < LEAST_MEMORY
    yield Check(
        "memory",
        "attention" if short else "ok",
        f"{text}, {free / GIGABYTE:.1f} GB free",
        "close other programs before a brief, which takes up to 1 GB" if short else "",
    )


def _memory_bytes(name: str) -> int | None:
    try:
        return os.sysconf(name) * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf, macOS no such name
        return None


def _folder() -> Iterator[Check]:
    from peaceops.cli._settings import setting

    chosen = setting("out")
    folder = chosen.value if chosen else Path.cwd()
    if _writable(folder):
        yield Check("folder", "ok", f"{folder}, where briefs go without --out")
    else:
        remedy = "name another with --out, or `peaceops settings set out DIR`"
        yield Check("folder", "attention", f"{folder} cannot be written to", remedy)


def _writable(folder: Path) -> bool:
    """Whether a folder, or the nearest above it that exists, may be written to."""
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _print(checks: list[Check]) -> None:
    from rich.table import Table
    from rich.text import Text

    from peaceops.characters import printable

    out = console()
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for _column in range(2):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for check in checks:
        text = printable(check.text)
        if check.state != "ok" and check.remedy:
            text += f"\nWhat to do: {printable(check.remedy)}"
        table.add_row(Text(check.state, style=_COLOURS[check.state]), check.name, Text(text))
    out.print(table)
    broken = sum(check.state == "broken" for check in checks)
    attention = sum(check.state == "attention" for check in checks)
    if broken or attention:
        out.print(f"{len(checks)} checks: {broken} broken, {attention} to look at")
    else:
        out.print(f"{len(checks)} checks, all ok")
