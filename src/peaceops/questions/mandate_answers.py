"""Answers on texts of mandates as plain values, and how two texts are asked about."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from peaceops.questions.days import NotUnderstood

if TYPE_CHECKING:
    from peaceops.edition import View
    from peaceops.mandate import Difference, MandateText, TaskRecord, TextTasks


def mandate_difference(view: View, old: str, new: str | None) -> Difference:
    """What changed between two texts, or with a mission's last renewal known.

    Args:
        view: What was known.
        old: Symbol of the earlier text, or a mission.
        new: Symbol of the later text; ``None`` where a mission is named.

    Raises:
        NotUnderstood: One text alone is named.
        MissingTableError: A text is not on record.
        UnknownMissionError: There is no such mission.
    """
    from peaceops.errors import MissingTableError
    from peaceops.mandate import changes_since_last_renewal, difference, looks_like_a_symbol

    if new is not None:
        return difference(view, old, new)
    if looks_like_a_symbol(old):
        raise NotUnderstood(
            f"{old} is one text",
            remedy="name the later one too, as in S/RES/2659 S/RES/2709, or a mission",
        )
    changes = changes_since_last_renewal(view, _acronym(view, old))
    if changes.difference is None:
        gap = changes.gaps[0]
        raise MissingTableError(f"{gap.what}: {gap.why}", remedy=gap.remedy)
    return changes.difference


def _acronym(view: View, name: str) -> str:
    """The mission that a name means; one that has closed can be asked about too."""
    from peaceops.errors import UnknownMissionError, did_you_mean

    acronyms = {
        str(acronym)
        for table in ("missions", "mandates")
        for acronym in view.table(table)["mission"]
    }
    wanted = name.strip().casefold()
    mission = next((acronym for acronym in acronyms if acronym.casefold() == wanted), None)
    if mission is None:
        raise UnknownMissionError(
            f"{name!r} is neither a document's symbol nor a mission on record",
            remedy=did_you_mean(name, acronyms)
            or "`peaceops mandate text --list` lists the texts on record",
        )
    return mission


def texts_values(view: View) -> list[dict[str, Any]]:
    """The documents whose text is on record."""
    from peaceops.mandate import texts_on_record

    documents = texts_on_record(view)
    return documents.select("symbol", "kind", "date", "title", "form").to_dicts()


def text_values(document: MandateText) -> dict[str, Any]:
    """The text of a document, paragraph by paragraph."""
    return {
        **{name: getattr(document, name) for name in
           ("symbol", "kind", "date", "title", "subject", "language", "form")},
        "paragraphs": [asdict(paragraph) for paragraph in document.paragraphs],
    }  # fmt: skip


def difference_values(difference: Difference) -> dict[str, Any]:
    """What changed between two texts, change by change."""
    return {
        "old": difference.old.symbol,
        "new": difference.new.symbol,
        "figures": [asdict(figure) for figure in difference.figures],
        "replaced": [
            {"old": before, "new": after, "paragraphs": count}
            for before, after, count in difference.replaced
        ],
        "changes": [
            {**asdict(change), "place": change.place, "heading": change.heading}
            for change in difference.changes
        ],
    }


def tasks_values(answer: TextTasks) -> dict[str, Any]:
    """The tasks that a mandate gives a mission, with the paragraphs."""
    return {
        "symbol": answer.symbol,
        "mission": answer.mission,
        "carried_from": answer.carried_from,
        "not_on_record": answer.not_on_record,
        "tasks": [
            {
                "task": task.task,
                "label": task.label,
                "within": task.within or None,
                "paragraphs": [
                    {"symbol": paragraph.symbol, "place": paragraph.place, "text": paragraph.text}
                    for paragraph in task.paragraphs
                ],
            }
            for task in answer.tasks
        ],
    }


def task_record_values(record: TaskRecord) -> list[dict[str, Any]]:
    """How the reading of tasks did against texts coded by hand."""
    return [asdict(figure) for figure in record.figures]
