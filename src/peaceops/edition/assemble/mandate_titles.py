"""What the title of a Council decision says of a peace operation's mandate.

The UN's Library gives every resolution a short title: "[on extension of the mandate of the UN
Interim Force in Lebanon (UNIFIL) until 31 Aug. 2012]". From it are read the missions concerned,
what is decided on each, and until when. Titles are cut off at about 150 characters; a name or a
date that is cut off is completed where only one completion is possible.

The spellings of missions' names stand in ``curated/mandate_spellings.csv``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

from peaceops.domain.days import MONTH_NAMES
from peaceops.domain.months import month_after
from peaceops.edition.assemble.curated import curated_rows
from peaceops.errors import EditionError

SHORTEST_CUT_NAME = 15  # fewer characters of a name that is cut off say too little
SOONEST_TERM_DAYS = 7  # no term but a stated one ends within a week of the decision

MONTHS = tuple(name.lower() for name in MONTH_NAMES)

_HEADING = re.compile(r"^.*?resolution \d+ ?\w? ?[(\[]\d{4}\)\s*[\[<]?(?:on )?")
_CUT = re.compile(r"\[\.{2,}\]?\s*$")
_UNTIL = re.compile(r"\b(?:until|till|as of) (\d{1,2}) ([a-z]+)(\.?)(?: (\d{1,4}))?(?![\d,])")
_MONTHS = re.compile(r"\bfor (?:an? )?(?:further |final |additional )?(?:period of )?(\d+) months?")

_END = re.compile(
    r"(?:terminat\w+|withdrawal|expiration|liquidation) of (?:the )?(?:mandates? of )?(?:the )?$"
)
_AFTER = re.compile(
    r"\b(?:after|following|upon|succeed\w*|replac\w+)(?: the)?"
    r"(?: (?:end|expir\w+|terminat\w+|closure|withdrawal|completion|drawdown))?(?: of)?(?: the)?"
    r"(?: mandate of)?(?: the)? $"
)
_ACRONYM = re.compile(r"\(((?:UN|MINU|ONU)[A-Z]{2,})\)")
_SET_UP = re.compile(r"\b(?:establish|exten[dst]|renew|authoriz\w+ the deployment)")
_START = re.compile(r"establish(?:ment of|ing)(?: and deployment of)? (?:the |an? )?$")
_LAST = re.compile(r"\bfinal (?:extension|peri)")
_TERM = re.compile(r"\b(?:exten[dst]|extent|renew|continu|maintain\w* the deployment)")
_CHANGE = re.compile(
    r"\b(?:enlarg|expan|increas|reduc|adjust|strengthen|addition|redeploy|downsiz|drawdown|"
    r"reinforce|size\b|composition|number of|force levels?|troop|modif|restructur)"
)


@dataclass(frozen=True)
class Term:
    """When a mandate is to end, as far as a title says.

    Attributes:
        day: The date, when it is written out or can be completed without knowing more.
        months: Length in months, when the title gives a length.
        anniversary: Month and day, when the year is cut off.
    """

    day: date | None = None
    months: int | None = None
    anniversary: tuple[int, int] | None = None

    def resolve(self, decided: date, previous: date | None) -> date | None:
        """Give the date, counting from the term before it where the title gives a length.

        Args:
            decided: Day of the decision.
            previous: End of the term before, if there is one.
        """
        if self.months is not None:
            start = previous if previous is not None and previous >= decided else decided
            return _later(start, self.months)
        if self.anniversary is not None:
            month, day = self.anniversary
            after = max(decided.toordinal() + SOONEST_TERM_DAYS, (previous or decided).toordinal())
            years = (decided.year + step for step in range(3))
            return next(
                (d for y in years if (d := _day(y, month, day)) and d.toordinal() > after), None
            )
        return self.day


@dataclass(frozen=True)
class Mention:
    """A mission in a title, and what the title says is decided on it.

    Attributes:
        mission: Its acronym.
        kind: ``establish``, ``renew``, ``amend``, ``terminate`` or ``other``.
        term: Until when.
        plain: The title speaks of no change beside the term.
    """

    mission: str
    kind: str
    term: Term
    plain: bool


@dataclass(frozen=True)
class Spelling:
    """A way of writing a mission's name, and the days on which it means that mission."""

    mission: str
    text: str
    since: date
    until: date

    def holds(self, day: date) -> bool:
        """Tell whether the spelling means this mission on that day."""
        return self.since <= day <= self.until


class Gazetteer:
    """Names of missions as the Council's titles and agenda write them.

    Args:
        names: Columns ``mission``, ``match`` (``title`` or ``agenda``), ``text``, ``since``,
            ``until``; an empty date leaves that side open. An acronym without a blank in it is
            known without being listed, unless it is listed with dates.
    """

    def __init__(self, names: pl.DataFrame) -> None:
        self._names = names
        self.missions = frozenset(names["mission"])
        self._titles: list[Spelling] = []
        self._agenda: list[Spelling] = []
        for row in names.iter_rows(named=True):
            spelling = Spelling(
                row["mission"],
                normal(row["text"]),
                row["since"] or date.min,
                row["until"] or date.max,
            )
            (self._titles if row["match"] == "title" else self._agenda).append(spelling)
        listed = {spelling.text for spelling in self._titles}
        for mission in sorted(self.missions):
            if " " not in mission and mission.lower() not in listed:
                self._titles.append(Spelling(mission, mission.lower(), date.min, date.max))

    def with_missions(self, missions: pl.DataFrame) -> Gazetteer:
        """This gazetteer and the full names of missions that it does not have.

        Args:
            missions: Columns ``mission`` and ``name``, as a newer list of missions has them.
        """
        new = missions.filter(~pl.col("mission").is_in(sorted(self.missions)))
        named = new.select("mission", match=pl.lit("title"), text="name")
        return Gazetteer(pl.concat([self._names, named], how="diagonal"))

    def alone_on_agenda(self, agenda_item: str | None, day: date) -> str | None:
        """The mission to which an agenda item belongs alone on that day, if there is one."""
        wanted = normal(agenda_item or "")
        return next((s.mission for s in self._agenda if s.text == wanted and s.holds(day)), None)

    def found(self, text: str, day: date, *, cut: bool) -> list[tuple[int, int, str]]:
        """Missions in a normalised title: start, end and mission, in order.

        A name within a longer name does not count, and names of one mission side by side count
        once. With ``cut`` the end of the text may be the beginning of a name.
        """
        hits = [
            (match.start(1), match.end(1), spelling.mission)
            for match in self._pattern.finditer(text)
            for spelling in self._by_text[match[1]]
            if spelling.holds(day)
        ]
        if cut:
            hits.extend(self._begun(text, day))
        hits = [h for h in hits if not any(_within(h, other) for other in hits)]
        merged: list[tuple[int, int, str]] = []
        for start, end, mission in sorted(hits):
            if merged and merged[-1][2] == mission:
                merged[-1] = (merged[-1][0], end, mission)
            else:
                merged.append((start, end, mission))
        return merged

    def _begun(self, text: str, day: date) -> Iterator[tuple[int, int, str]]:
        start = max(text.rfind(" un "), text.rfind(" african union-un"), text.rfind(" au/un")) + 1
        tail = text[start:].rstrip()
        if len(tail) < SHORTEST_CUT_NAME:
            return
        begun = [s for s in self._titles if s.text.startswith(tail) and s.holds(day)]
        if len({s.mission for s in begun}) == 1:
            yield start, len(text), begun[0].mission

    @cached_property
    def _by_text(self) -> dict[str, list[Spelling]]:
        table: dict[str, list[Spelling]] = {}
        for spelling in self._titles:
            table.setdefault(spelling.text, []).append(spelling)
        return table

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # A lookahead finds a name that begins inside another one too.
        longest_first = sorted(self._by_text, key=lambda text: (-len(text), text))
        return re.compile(rf"(?<!\w)(?=({'|'.join(map(re.escape, longest_first))})(?!\w))")


def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package."""
    names = curated_rows("mandate_spellings.csv").with_columns(
        pl.col("since", "until").str.to_date()
    )
    wrong = names.filter(~pl.col("match").is_in(["title", "agenda"]))
    if wrong.height:
        raise EditionError(
            f"match is {wrong['match'][0]!r}, not title or agenda", where=wrong["source"][0]
        )
    return Gazetteer(names)


def unlisted(title: str, decided: date, gazetteer: Gazetteer) -> list[str]:
    """Acronyms of bodies that a title sets up or continues and that the gazetteer does not have.

    Args:
        title: The title as the Library gives it.
        decided: Day of the decision.
        gazetteer: How missions are written.
    """
    text = _HEADING.sub("", title.strip())
    bodies = []
    for match in _ACRONYM.finditer(text):
        before = normal(text[: match.start()])
        named = gazetteer.found(normal(match[1]), decided, cut=False)
        spelt = gazetteer.found(before, decided, cut=False)
        misspelt = bool(spelt) and spelt[-1][1] == len(before)
        if _SET_UP.search(before) and not named and not misspelt:
            bodies.append(match[1])
    return bodies


def mentions(title: str, decided: date, gazetteer: Gazetteer) -> list[Mention]:
    """Read which missions a title speaks of, and what is decided on each.

    Args:
        title: The title as the Library gives it.
        decided: Day of the decision, which tells apart missions of one name.
        gazetteer: How missions are written.
    """
    cut = _CUT.search(title.strip()) is not None
    text = normal(_CUT.sub("", _HEADING.sub("", title.strip())))
    named = gazetteer.found(text, decided, cut=cut)
    listed: list[Mention] = []
    for place, (start, end, mission) in enumerate(named):
        before = text[:start]
        if len(named) > 1:
            # Each mission is governed by its own clause; the last one's runs to the end.
            before = text[named[place - 1][1] if place else 0 : start]
            after = text[end : named[place + 1][0]] if place + 1 < len(named) else text[end:]
        else:
            after = text[end:]
        if _AFTER.search(before) and (listed or "establish" in before):
            # It goes before the mission that is decided on; a date behind it is the latter's.
            if listed and listed[-1].term == Term():
                listed[-1] = replace(listed[-1], term=_term(after, decided, cut=cut))
            continue
        kind = _kind(before, after)
        if kind is None:
            kind = listed[-1].kind if listed else "other"
        plain = _CHANGE.search(before + after) is None
        listed.append(Mention(mission, kind, _term(after, decided, cut=cut), plain))
    return listed


def normal(text: str) -> str:
    """Write a title or agenda item in the one way in which names are compared."""
    text = text.lower().replace("’", "'").replace("united nations", "un")
    text = text.replace("peace-keeping", "peacekeeping")
    return " ".join(text.split())


def _kind(before: str, after: str) -> str | None:
    if _END.search(before):
        return "terminate"
    if _START.search(before):
        return "establish"
    around = before + " " + after
    if _TERM.search(around):
        return "terminate" if _LAST.search(around) else "renew"
    return "amend" if _CHANGE.search(around) else None


def _term(after: str, decided: date, *, cut: bool) -> Term:
    until = _UNTIL.search(after)
    if until is not None:
        at_end = cut and until.end() >= len(after.rstrip())
        month = _month(until[2], cut=at_end and until[4] is None)
        year, whole = until[4] or "", len(until[4] or "") == 4
        if month is not None and whole:
            return Term(day=_day(int(year), month, int(until[1])))
        if month is not None and at_end:
            return Term(anniversary=(month, int(until[1])))
    length = _MONTHS.search(after)
    return Term(months=int(length[1])) if length is not None else Term()


def _month(written: str, *, cut: bool) -> int | None:
    least = 2 if cut else 3
    if len(written) < least:
        return None
    fits = [
        number
        for number, month in enumerate(MONTHS, start=1)
        if month.startswith(written) or (month == "september" and written == "sept")
    ]
    return fits[0] if len(fits) == 1 else None


def _within(inner: tuple[int, int, str], outer: tuple[int, int, str]) -> bool:
    longer = outer[1] - outer[0] > inner[1] - inner[0]
    return longer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _later(start: date, months: int) -> date:
    first = month_after(start, months)
    return first.replace(day=min(start.day, monthrange(first.year, first.month)[1]))
