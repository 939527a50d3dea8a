"""What the Tab key offers: missions, cases, days, tables, countries.

A shell asks at every press of the key, so no library for data is loaded, except for countries:
names come from the small lists that ship, and from the edition's manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import typer

Offer = list[tuple[str, str]]
"""What is offered, each with a line that tells what it is; shells that can show the line do."""
_AS_OF = re.compile(r"^as_of:\s*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
_MANIFEST = "manifest.json"


def complete_mission(incomplete: str) -> Offer:
    """Acronyms of missions, in English and French, that begin as typed."""
    from peaceops.edition import acronyms_that_ship

    return _offer_codes(incomplete, acronyms_that_ship())


def complete_case(incomplete: str) -> Offer:
    """Names of the cases that ship, and case files below the folder typed."""
    from peaceops.case import shipped_cases

    names = [(name, "a case that ships") for name in shipped_cases()]
    return _offer(incomplete, [*names, *((path, "a file") for path in _case_files(incomplete))])


def complete_day(context: typer.Context, incomplete: str) -> Offer:
    """Today, yesterday, and the day of the case that the command names or of each that ships."""
    from peaceops.case import shipped_cases

    days = [("today", ""), ("yesterday", "")]
    case = context.params.get("case")
    for name in [case] if case else shipped_cases():
        day = _day_of(str(name))
        if day is not None:
            days.append((day, f"the day of the case {name}"))
    return _offer(incomplete, days)


def complete_table(context: typer.Context, incomplete: str) -> Offer:
    """Names of the tables of the edition that the command asks."""
    folder = _edition_folder(context)
    try:
        content = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        tables = {name: f"{entry['rows']:,} rows" for name, entry in content["tables"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return []  # no edition there: the command itself will say so
    return _offer(incomplete, sorted(tables.items()))


def complete_country(incomplete: str) -> Offer:
    """Codes of states that begin as typed, with their names."""
    from peaceops.domain.countries import country_codes, name_of

    return _offer_codes(incomplete, ((code, name_of(code)) for code in sorted(country_codes())))


def complete_formats(incomplete: str) -> Offer:
    """The formats of a brief that are not yet in the list typed."""
    from peaceops.cli.brief import FORMATS

    before, comma, last = incomplete.rpartition(",")
    rest = [name for name in FORMATS if name not in before.split(",")]
    return [(f"{before}{comma}{name}", "") for name in rest if name.startswith(last)]


def complete_setting(incomplete: str) -> Offer:
    """Keys of the settings file."""
    from peaceops.cli._settings import KEYS

    return _offer(incomplete, ((name, key.about) for name, key in KEYS.items()))


def complete_setting_value(context: typer.Context, incomplete: str) -> Offer:
    """Values of the key that the command names."""
    from peaceops.cli._settings import LANGUAGES

    key = context.params.get("key")
    if key == "language":
        return _offer(incomplete, ((language, "") for language in LANGUAGES))
    if key == "country":
        return complete_country(incomplete)
    if key == "formats":
        return complete_formats(incomplete)
    return _folders(incomplete)


def _offer(incomplete: str, entries: Iterable[tuple[str, str]]) -> Offer:
    return [(name, about) for name, about in entries if name.startswith(incomplete)]


def _offer_codes(incomplete: str, entries: Iterable[tuple[str, str]]) -> Offer:
    """Offer acronyms or codes, in small letters where they are typed so.

    A shell takes only what begins with the very letters typed, and commands take any case.
    """
    small = incomplete.islower()
    return _offer(incomplete, ((name.lower() if small else name, about) for name, about in entries))


def _case_files(incomplete: str) -> Iterator[str]:
    folder = Path(incomplete).parent if incomplete else Path()
    if folder.is_dir():
        yield from sorted(str(path) for path in folder.iterdir() if path.suffix == ".yaml")


def _folders(incomplete: str) -> Offer:
    typed = Path(incomplete).expanduser()
    folder = typed if incomplete.endswith("/") else typed.parent
    if not folder.is_dir():
        return []
    below = (path for path in folder.iterdir() if path.is_dir() and path.name[:1] != ".")
    return _offer(str(typed) if incomplete else "", ((str(path), "") for path in sorted(below)))


def _day_of(case: str) -> str | None:
    from peaceops.case import shipped_case

    shipped = shipped_case(case)
    place = shipped if shipped.is_file() else Path(case)
    try:
        match = _AS_OF.search(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return match[1] if match else None


def _edition_folder(context: typer.Context) -> Path:
    from peaceops.cli._settings import setting
    from peaceops.errors import PeaceopsError

    if context.params.get("edition"):
        return Path(context.params["edition"])
    try:
        chosen = setting("edition")
    except PeaceopsError:
        chosen = None
    return Path(chosen.value) if chosen else Path(str(files("peaceops") / "starter"))
