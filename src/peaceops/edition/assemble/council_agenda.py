"""The agenda item of what Sciences Po alone holds, and the topic of decisions that have none.

Its table names no agenda item of an adopted draft. A resolution on the missions, or on the subject,
of an earlier one was on the agenda under the same item; it takes agenda item, topic and region from
the latest such one. A topic that is missing is the one of such a resolution under the same item, or
the only one that the item had in the five years before. Each value is reported; what has no earlier
one stays empty. Only earlier decisions are read, so a value does not change with what came later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import polars as pl

from peaceops.edition.assemble.mandate_titles import mentions, normal, shipped_gazetteer
from peaceops.edition.parsed_files import ParsedFiles

TOPICS_FROM = date(1994, 1, 1)  # the Affairs Division's table of drafts begins
YEARS_BACK = timedelta(days=5 * 365)
SHORTEST_SUBJECT = 25  # characters; fewer say too little
FILLED = ("agenda_item", "topic", "region")
SAME_MISSION = "that of {}, the latest resolution on the same mission"
SAME_SUBJECT = "that of {}, the latest resolution on the same subject"
ONLY_ONE = "the only one of this agenda item in the five years before"
_HEADING = re.compile(r"^.*?resolution \d+ ?\w? ?[(\[]\d{4}\)\s*\[(?:on )?", re.IGNORECASE)
_REST = re.compile(r"\b(?:until|for a|as of)\b.*$|\[\.\.\.\].*$|\]$")


@dataclass
class _Earlier:
    """Decisions read so far, by what tells their agenda item."""

    by_mission: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_subject: dict[str, dict[str, Any]] = field(default_factory=dict)
    on_item: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def of_title(self, missions: list[str], subject: str) -> tuple[dict[str, Any] | None, str]:
        """The latest decision on the missions or else the subject, and why it is taken."""
        same = [self.by_mission[name] for name in missions if name in self.by_mission]
        if same:
            return same[0], SAME_MISSION
        return self.by_subject.get(subject), SAME_SUBJECT

    def only(self, item: str, column: str, day: date) -> str | None:
        """The only value of a column among recent decisions on an agenda item."""
        recent = {
            line[column]
            for line in self.on_item.get(item, [])
            if day - line["date"] <= YEARS_BACK and line[column] is not None
        }
        return recent.pop() if len(recent) == 1 else None

    def add(self, line: dict[str, Any], missions: list[str], subject: str) -> None:
        if line["agenda_item"] is None:
            return
        self.by_mission |= dict.fromkeys(missions, line)
        if subject:
            self.by_subject[subject] = line
        self.on_item.setdefault(normal(line["agenda_item"]), []).append(line)


def with_agenda(readings: ParsedFiles, decisions: pl.DataFrame) -> pl.DataFrame:
    """Fill agenda item, topic and region from earlier decisions, and report each value.

    Args:
        readings: Takes the repairs.
        decisions: Decisions with ``FILLED``, date, title, resolution, source, row and the keys of
            each publisher's record.
    """
    names = shipped_gazetteer()
    earlier = _Earlier()
    filled: dict[str, dict[str, Any]] = {}
    ordered = decisions.filter(pl.col("date") >= TOPICS_FROM).sort(
        "date", pl.col("resolution").fill_null(0), "decision"
    )
    for _, today in ordered.group_by("date", maintain_order=True):
        read = []
        for line in today.iter_rows(named=True):
            title = line["title"] or ""
            missions = [m.mission for m in mentions(title, line["date"], names)] if title else []
            subject = _subject(title)
            _fill(readings, line, earlier, missions, subject)
            filled[line["decision"]] = line
            read.append((line, missions, subject))
        for line, missions, subject in read:
            earlier.add(line, missions, subject)
    values = [filled.get(name, {}) for name in decisions["decision"]]
    return decisions.with_columns(
        pl.coalesce(name, pl.Series([line.get(name) for line in values], dtype=pl.String))
        for name in FILLED
    )


def _fill(
    readings: ParsedFiles,
    line: dict[str, Any],
    earlier: _Earlier,
    missions: list[str],
    subject: str,
) -> None:
    alone = line["library"] is None and line["affairs"] is None
    like, reason = earlier.of_title(missions, subject)
    if like is not None and alone and line["agenda_item"] is None:
        _take(readings, line, like, FILLED, reason.format(like["decision"]))
    if line["agenda_item"] is None:
        return
    if like is not None and like["agenda_item"] == line["agenda_item"]:
        _take(readings, line, like, ("topic",), reason.format(like["decision"]))
    columns = ("topic", "region") if alone and like is None else ("topic",)
    item = normal(line["agenda_item"])
    only = {name: earlier.only(item, name, line["date"]) for name in columns}
    _take(readings, line, only, columns, ONLY_ONE)


def _take(
    readings: ParsedFiles,
    line: dict[str, Any],
    like: Mapping[str, Any],
    columns: Iterable[str],
    reason: str,
) -> None:
    """Take the values that a decision lacks, and report each."""
    for name in columns:
        if line[name] is not None or like[name] is None:
            continue
        line[name] = like[name]
        empty = f"{line['decision']}: (empty)"
        column = name.replace("_", " ")
        readings.repair(line["source"], line["row"], column, empty, like[name], reason)


def _subject(title: str) -> str:
    """What a title is about, without heading, term and what follows a cut; empty if too short."""
    subject = _REST.sub("", normal(_HEADING.sub("", title))).strip(" ,.")
    return subject if len(subject) >= SHORTEST_SUBJECT else ""
