"""What the last renewal of a mandate changed in its text, as a brief shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from peaceops.domain.figures import Figure, Gap
from peaceops.edition import View
from peaceops.mandate import (
    Change,
    RenewalChanges,
    Words,
    change_note,
    changes_since_last_renewal,
    warnings_of,
)

_CONTEXT = 60
"""Characters before a number that tell what it is the number of."""
AROUND = 7
"""Words kept before a change and after it."""
_COLUMNS = {
    "kind": pl.String, "part": pl.String, "heading": pl.String, "place": pl.String,
    "verb": pl.String, "routine": pl.Boolean, "note": pl.String, "numbers": pl.String,
    "words": pl.String, "old_text": pl.String, "new_text": pl.String,
}  # fmt: skip
_REPLACED = {"old": pl.String, "new": pl.String, "paragraphs": pl.Int64}
# Numbers that name a document, a paragraph or a phase of it, and set nothing.
_REFERENCES = re.compile(
    r"\bS/[\w./()-]*\d|\bA/[\w./()-]*\d"
    r"|\b(?:resolutions?|paragraphs?|articles?|chapters?|annex(?:es)?|orders? no\.?)"
    r"(?:(?:[\s,]|and|to|through|of|[(]|[)])*(?:\d[\d/.]*|\([a-zivx]+\)))+\)?"
    r"|\b\d{3,4} ?\(\d{4}\)"
    r"|\bof \d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:January|February|March|April|June|July|August|September|October"
    r"|November|December)\b"
)


@dataclass(frozen=True)
class MandateChanges:
    """What the last renewal of a mission changed in its mandate's text.

    Attributes:
        last: Symbol of the last renewal known; ``None`` where none is on record.
        before: Symbol of the one before it; ``None`` where there is none.
        day: Day of the last renewal.
        changes: One row a paragraph that was added, dropped, moved or changed, in the order of the
            later text: kind, part (preambular, operative ...), heading, place, verb, routine
            (nothing but words replaced throughout, and references, changed), note, numbers (the
            wording around each number or date of an operative paragraph that changed, ``[old →
            new]``: a term, a ceiling, a deadline), words (the same around each change), old_text
            and new_text.
        replaced: Words replaced by the same others throughout: old, new, paragraphs.
        notes: What a reader must know of the form of the texts.
        figures: How many paragraphs are the same, moved, changed, added and dropped.
        gaps: What is missing where there is no comparison.
    """

    last: str | None
    before: str | None
    day: date | None
    changes: pl.DataFrame
    replaced: pl.DataFrame
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]

    def figure(self, kind: str) -> Figure | None:
        """How many paragraphs there are of a kind, ``same``, ``added`` ..."""
        return next(
            (figure for figure in self.figures if figure.key == f"mandate.text_{kind}"), None
        )


def mandate_changes(view: View, mission: str) -> MandateChanges:
    """What the last renewal known on the date changed.

    Args:
        view: What was known on the date.
        mission: Acronym, as in the table of missions.

    Returns:
        The comparison by paragraph; without texts, the gap that says which is missing.

    Raises:
        UnknownMissionError: The mission was not known on the date.

    >>> from peaceops.edition import open_edition
    >>> answer = mandate_changes(open_edition().as_of(date(2023, 12, 31)), "MINUSCA")
    >>> rows = answer.changes.filter(pl.col("numbers") != "", verb="decides")
    >>> rows["numbers"].to_list()
    ['Decides to extend the mandate of MINUSCA until 15 November [2023 → 2024]']
    """
    return as_shown(changes_since_last_renewal(view, mission))


def as_shown(answer: RenewalChanges) -> MandateChanges:
    """The comparison of two mandates as a brief shows it.

    Args:
        answer: What the room of mandates says.

    Returns:
        The same by paragraph, in rows.
    """
    difference = answer.difference
    rows = [_row(change) for change in answer.paragraphs]
    replaced = difference.replaced if difference is not None else ()
    texts = (difference.old, difference.new) if difference is not None else ()
    return MandateChanges(
        last=answer.last,
        before=answer.before,
        day=difference.new.date if difference is not None else None,
        changes=pl.DataFrame(rows, _COLUMNS),
        replaced=pl.DataFrame(list(replaced), _REPLACED, orient="row"),
        notes=tuple(line for text in texts for line in warnings_of(text)),
        figures=answer.figures,
        gaps=answer.gaps,
    )


def _row(change: Change) -> dict[str, Any]:
    paragraph = change.new or change.old
    assert paragraph is not None
    return {
        "kind": change.kind,
        "part": paragraph.role,
        "heading": paragraph.heading,
        "place": change.place,
        "verb": paragraph.verb or "",
        "routine": change.routine,
        "note": change_note(change),
        "numbers": shortened(runs) if (runs := _of_numbers(change)) else "",
        "words": shortened(change.words) if change.words else "",
        "old_text": change.old.text if change.old else None,
        "new_text": change.new.text if change.new else None,
    }


def _of_numbers(change: Change) -> tuple[Words, ...]:
    """Both wordings of an operative paragraph where they differ in the numbers and dates it sets.

    Numbers of resolutions, documents and paragraphs referred to, and the dates of these, set
    nothing. What else changed stands as in the later text; nothing where no number changed.
    """
    if change.old is None or change.new is None or change.new.role != "operative":
        return ()
    if _numbers(change.old.text) == _numbers(change.new.text):
        return ()
    runs: list[Words] = []
    waiting = Words("dropped", "")
    for run in (*change.words, Words("same", "")):
        if run.kind == "dropped":
            waiting = run
            continue
        added = run.text if run.kind == "added" else ""
        before = "".join(part.text for part in runs if part.kind != "dropped")[-_CONTEXT:]
        if _numbers(before + waiting.text) == _numbers(before + added):
            runs = _joined(runs, added)
        else:
            runs += [part for part in (waiting, Words("added", added)) if part.text]
        waiting = Words("dropped", "")
        if run.kind == "same":
            runs = _joined(runs, run.text)
    return tuple(runs) if any(run.kind != "same" for run in runs) else ()


def _joined(runs: list[Words], text: str) -> list[Words]:
    """Runs with words that both wordings have at their end."""
    if runs and runs[-1].kind == "same":
        return [*runs[:-1], Words("same", runs[-1].text + text)]
    return [*runs, Words("same", text)] if text else runs


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(_REFERENCES.sub(" ", text)))


def shortened(runs: tuple[Words, ...], around: int = AROUND) -> str:
    """Both wordings in one line: the words around each change, ``[old → new]``.

    Args:
        runs: The wordings, word by word.
        around: Words kept before a change and after it.

    >>> runs = (Words("same", "until 15 November"), Words("dropped", " 2024"),
    ...         Words("added", " 2025"), Words("same", ";"))
    >>> shortened(runs)
    'until 15 November [2024 → 2025]'
    """
    parts = list(_parts(runs, around))
    return re.sub(r"\s+", " ", "".join(parts)).strip().rstrip(";., ")


def _parts(runs: tuple[Words, ...], around: int) -> Iterator[str]:
    dropped = ""
    for place, run in enumerate((*runs, Words("same", ""))):
        if run.kind == "dropped":
            dropped = run.text.strip()
            continue
        if run.kind == "added":
            yield f" [{dropped} → {run.text.strip()}]" if dropped else f" [+ {run.text.strip()}]"
            dropped = ""
            continue
        if dropped:
            yield f" [– {dropped}]"
            dropped = ""
        yield _kept(run.text, around, first=place == 0, last=place >= len(runs) - 1)


def _kept(text: str, around: int, *, first: bool, last: bool) -> str:
    """The words of a run that stand next to a change; the first words of a paragraph stay."""
    words = text.split(" ")
    if last:
        return text if len(words) <= around else f"{' '.join(words[:around])} …"
    if len(words) <= 2 * around + (around if first else 0):
        return text
    start = words[: around + (1 if not first else 0)]
    return f"{' '.join(start)} … {' '.join(words[-around:])}"
