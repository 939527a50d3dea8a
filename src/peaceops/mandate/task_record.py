"""How the reading of tasks did against the coding of TAMM, on texts that both have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import message
from peaceops.edition import KnownRows
from peaceops.errors import MissingTableError
from peaceops.mandate.tasks import task_rules, tasks_of

PARTS = ("chosen on", "held back")
COMMON = 0.5
"""The benchmark gives every text the tasks that this share of the texts chosen on have."""


@dataclass(frozen=True)
class TaskCase:
    """A text that TAMM coded too.

    Attributes:
        symbol: The text's.
        mission: Acronym.
        part: ``chosen on``, by whose errors the rules were mended, or ``held back``.
        coded: Tasks by TAMM.
        read: Tasks by the rules.
        common: Tasks by the benchmark.
    """

    symbol: str
    mission: str
    part: str
    coded: frozenset[str]
    read: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True)
class TaskRecord:
    """Precision and recall of the reading of tasks.

    Attributes:
        cases: The texts.
        figures: Precision and recall by part, of the rules and of the benchmark.
    """

    cases: tuple[TaskCase, ...]
    figures: tuple[Figure, ...]

    def by_task(self) -> pl.DataFrame:
        """Of each task and part: how often it is coded, read, and both."""
        rows = [
            {
                "task": rule.task,
                "part": case.part,
                "coded": rule.task in case.coded,
                "read": rule.task in case.read,
            }
            for case in self.cases
            for rule in task_rules()
        ]
        return (
            pl.DataFrame(rows, schema={"task": pl.String, "part": pl.String,
                                       "coded": pl.Boolean, "read": pl.Boolean})
            .group_by("task", "part", maintain_order=True)
            .agg(
                pl.col("coded").sum(),
                pl.col("read").sum(),
                both=(pl.col("coded") & pl.col("read")).sum(),
            )
        )  # fmt: skip


def task_record(view: KnownRows) -> TaskRecord:
    """Score the reading of tasks against TAMM's coding, by halves.

    The texts in the order of their numbers fall in turn to the half that the rules were chosen on
    and to the half held back.

    Args:
        view: The edition as known on a date.

    Returns:
        The texts, and precision and recall with the benchmark beside them.

    Raises:
        MissingTableError: The edition holds no texts, no tasks, or no text that has both.
    """
    coded = _coded(view)
    if coded.is_empty():
        raise MissingTableError(
            "no text on record was coded by TAMM too",
            remedy="build an edition from TAMM and from texts of resolutions up to 2015",
        )
    pairs = coded.select("symbol", "mission", "number").unique().sort("number", "mission")
    tasks = {
        (symbol, mission): frozenset(part["task"])
        for (symbol, mission), part in coded.group_by("symbol", "mission")
    }
    parts = [PARTS[index % 2] for index in range(pairs.height)]
    chosen = [
        tasks[symbol, mission]
        for (symbol, mission, _), part in zip(pairs.rows(), parts, strict=True)
        if part == PARTS[0]
    ]
    common = frozenset(
        rule.task
        for rule in task_rules()
        if sum(rule.task in case for case in chosen) >= COMMON * len(chosen)
    )
    cases = tuple(
        TaskCase(
            symbol,
            mission,
            part,
            tasks[symbol, mission],
            frozenset(task.task for task in tasks_of(view, symbol, mission).tasks),
            common,
        )
        for (symbol, mission, _), part in zip(pairs.rows(), parts, strict=True)
    )
    evidence = (Evidence.of("mandate_tasks", "missions and texts that both have", coded),)
    return TaskRecord(cases, tuple(_figures(cases, evidence)))


def _coded(view: KnownRows) -> pl.DataFrame:
    """TAMM's tasks of the resolutions whose text is on record."""
    symbols = (
        view.table("text_documents")
        .filter(kind="resolution", language="en")
        .select("symbol", resolution=pl.col("symbol").str.extract(r"^S/RES/(\d+)"))
    )
    return (
        view.table("mandate_tasks")
        .join(symbols, on="resolution")
        .with_columns(number=pl.col("resolution").cast(pl.Int64))
        .unique(["symbol", "mission", "task"], maintain_order=True)
        .sort("number", "mission", "task")
    )


def _figures(cases: Sequence[TaskCase], evidence: tuple[Evidence, ...]) -> Iterable[Figure]:
    for part in PARTS:
        of_part = [case for case in cases if case.part == part]
        if not of_part:
            continue
        for who, words in (("read", "the rules"), ("common", "the benchmark")):
            right = sum(len(case.coded & getattr(case, who)) for case in of_part)
            given_tasks = sum(len(getattr(case, who)) for case in of_part)
            coded = sum(len(case.coded) for case in of_part)
            for name, of in (("precision", given_tasks), ("recall", coded)):
                yield Figure(
                    key=f"mandate.tasks_{name}_{who}_{part.replace(' ', '_')}",
                    label=message(
                        "{capitalize} of {words}, texts {part}",
                        capitalize=name.capitalize(),
                        words=words,
                        part=part,
                    ),
                    value=round(right / of, 3) if of else None,
                    unit="share",
                    method=message(
                        "{right} of {of} tasks in {of_part} texts; TAMM's coding is taken for the "
                        "truth.",
                        right=right,
                        of=of,
                        of_part=len(of_part),
                    ),
                    evidence=evidence,
                )
