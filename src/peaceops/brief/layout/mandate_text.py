"""What changed in the mandate's text with the last renewal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.mandate_changes import MandateChanges
from peaceops.brief.page import Column, Paragraph, Table, Text
from peaceops.brief.wording import plural
from peaceops.brief.words import Count, Name, cite, name, say, verbatim, with_small
from peaceops.domain.messages import as_it_is, capitalised, message

Row = dict[str, Any]

RENEWALS = ("renew", "rollover", "terminate")
"""Decisions that set a term anew; the last ends with it."""
LINES = 12
TERMS = 6
"""Lines, and those of them for terms, ceilings and deadlines."""
WORDS, WORDS_OF_TERMS, WORDS_OF_ALL = 34, 70, 48
"""Words of a paragraph that are shown: in the short table, of a term, and in the whole table."""
REPLACED, OFTEN = 2, 5
"""Words replaced throughout that are named, if they are in so many paragraphs."""
_TERM = re.compile(
    r"\bextend|\bceiling|\bcomprise|\bauthori[sz]ed (?:strength|level|size)"
    r"|\b(?:military|police) personnel",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\breport|\bno later than\b|\bevaluation\b|\breview\b", re.IGNORECASE)

_REPLACED_NUMBER = re.compile(r"\[[^]]*\d[^]]*→[^]]*\d[^]]*\]")


def is_renewed(brief: Brief) -> bool:
    """Whether the mandate is one that is renewed, and has been."""
    decided = brief.mandate.history
    if brief.mandate.status == "open-ended" or decided.is_empty():
        return False
    return not decided.filter(pl.col("adopted") & pl.col("kind").is_in(RENEWALS)).is_empty()


def title(brief: Brief) -> str:
    """The heading of the section."""
    return "What the last renewal changed" if is_renewed(brief) else "The text of the mandate"


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Say what changed, by paragraph; one line where a text is missing."""
    answer = brief.mandate_changes
    if answer.changes.is_empty() and not answer.figures:
        for gap in answer.gaps:
            words = message("{what} is not known: {why}.", what=capitalised(gap.what), why=gap.why)
            yield Paragraph((Text(words, (page.gap(gap.key),), numbers=(words,)),))
        return
    yield Paragraph(tuple(_sentences(answer)))
    changes = answer.changes.filter(~pl.col("routine")).to_dicts()
    groups = _ranked(changes)
    lines = _lines(groups)
    if lines:
        rest = sum(map(len, groups)) - len(lines)
        yield Table(
            "text-changes",
            "Operative paragraphs: terms, ceilings and dates that changed; added; dropped",
            (Column("Paragraph"), Column("Change"), Column("Words, [before → now]")),
            tuple((name(row["place"]), name(row["kind"]), _words(row)) for row in lines),
            cite(*(answer.figure(kind) for kind in ("changed", "added", "dropped"))),
            note=message("{rest} among all that changed.", rest=plural(rest, "more such paragraph"))
            if rest > 0
            else "",
            csv="mandate_changes",
        )
    if changes:
        yield Table(
            "text-changes-all",
            message(
                "All paragraphs that changed, {before} to {last}",
                before=answer.before,
                last=answer.last,
            ),
            (Column("Paragraph"), Column("Under"), Column("Change"), Column("Words")),
            tuple(
                (
                    name(row["place"]),
                    name(row["heading"] or row["part"]),
                    name(row["kind"]),
                    _words(row, whole=True),
                )
                for row in changes
            ),
            cite(*answer.figures),
            note="[before → now]; + added, – dropped. Paragraphs in which only words replaced "
            "throughout and references changed are in the file alone.",
            csv="mandate_changes",
            folded=True,
        )


def terms_that_changed(answer: MandateChanges) -> list[str]:
    """The wording of terms, ceilings and deadlines that changed, the terms and ceilings first."""
    changes = answer.changes.filter(~pl.col("routine")).to_dicts()
    return [as_it_is(row["numbers"]) for row in _ranked(changes)[0]]


def lines(brief: Brief) -> tuple[str, ...]:
    """What the last renewal changed, line by line, as a terminal shows it."""
    written: list[str] = []
    for block in blocks(brief):
        if isinstance(block, Paragraph):
            written.append(" ".join(text.text for text in block.texts))
        elif isinstance(block, Table) and not block.folded:
            written += [": ".join(cell.text for cell in row) for row in block.rows]
    return tuple(written)


def _sentences(answer: MandateChanges) -> Iterator[Text]:
    same, moved, changed, added, dropped = answer.figures
    day = say(", adopted on {day},", day=answer.day) if answer.day else say("")
    adds = (
        say("adds {added:value}, drops {dropped:value} and moves {moved:value}", added=added,
            dropped=dropped, moved=moved)
        if moved.value
        else say("adds {added:value} and drops {dropped:value}", added=added, dropped=dropped)
    )  # fmt: skip
    yield say(
        "{last}{day} leaves {same:value} paragraphs of {before} as they were and changes "
        "{changed:value}; it {adds}.",
        last=Name(answer.last or ""), day=day, same=same, before=Name(answer.before or ""),
        changed=changed, adds=adds,
    )  # fmt: skip
    routine = answer.changes.filter("routine").height
    if routine:
        yield say("In {routine} of those changed, only words replaced throughout, and references, "
                  "differ.", routine=Count(routine, (changed,)))  # fmt: skip
    often = answer.replaced.filter(pl.col("paragraphs") >= OFTEN).head(REPLACED)
    for old, new, paragraphs in often.iter_rows():
        yield say("“{old}” is now “{new}” in {paragraphs}.", old=Name(old), new=Name(new),
                  paragraphs=Count(paragraphs, (changed,), "paragraph"))  # fmt: skip
    for note in answer.notes:
        yield verbatim(note)


def _ranked(changes: list[Row]) -> list[list[Row]]:
    """Operative paragraphs that matter most: terms, ceilings and deadlines; new; gone; other dates.

    Terms and ceilings come before deadlines.
    """
    groups: list[list[Row]] = [[], [], [], [], []]
    for row in changes:
        if row["part"] == "operative" and (rank := _rank(row)) is not None:
            groups[rank].append(row)
    terms, deadlines, *others = groups
    return [[*terms, *deadlines], *others]


def _lines(groups: list[list[Row]]) -> list[Row]:
    """As many as there is room for: what is gone keeps a third of what terms leave."""
    terms, added, dropped, others = groups
    shown = terms[:TERMS]
    room = LINES - len(shown)
    gone = min(len(dropped), max(room // 3, room - len(added)))
    new = added[: room - gone]
    return [*shown, *new, *dropped[:gone], *others[: room - gone - len(new)]]


def _rank(row: Row) -> int | None:
    if row["kind"] in ("added", "dropped"):
        return 2 if row["kind"] == "added" else 3
    if _TERM.search(row["numbers"]):
        return 0
    if _DEADLINE.search(row["numbers"]):
        return 1
    return 4 if _REPLACED_NUMBER.search(row["numbers"]) else None


def _words(row: Row, *, whole: bool = False) -> Text:
    """The words of a change, or the first words of a paragraph that is new, gone or moved."""
    most = WORDS_OF_ALL if whole else WORDS_OF_TERMS if row["numbers"] else WORDS
    text = verbatim(_first_words(row, most, whole=whole))
    return with_small(text, verbatim(row["note"])) if row["note"] else text


def _first_words(row: Row, most: int, *, whole: bool) -> str:
    words = row["words"] if whole else row["numbers"]
    parts = str(words or row["new_text"] or row["old_text"]).split(" ")
    if len(parts) <= most:
        return as_it_is(" ".join(parts).rstrip(";"))
    return as_it_is(" ".join(parts[:most]).rstrip(",;") + " …")
