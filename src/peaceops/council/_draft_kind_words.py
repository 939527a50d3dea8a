"""The odds of the kind of draft, put into words: the method, and each reason."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import Any

import polars as pl

from peaceops.council.draft_kind_inputs import SETTLING
from peaceops.council.positions import HOST_IN_WORDS
from peaceops.domain.intervals import Share
from peaceops.domain.messages import counted, message, run_together
from peaceops.domain.mission import Mission

IN_WORDS = {
    "renew": "renews the mandate, in whatever form",
    "rollover": "is a technical rollover",
    "terminate": "ends the mission",
    "increase": "renews the mandate with a higher ceiling",
    "reduce": "renews the mandate with a lower ceiling",
    "reconfigure": "renews the mandate with other tasks and the same ceiling",
    "shorter-term": "renews the mandate for a term shorter than usual",
}


def reason(what: str, row: Mapping[str, Any], position: str | None) -> str:
    """A reason for the odds in words.

    Args:
        what: The first of its inputs, or ``average``, ``own shares`` or ``precedents``.
        row: What is known of the mission's terms (``PastTerms.describe``); for ``own shares`` the
            number of its decisions of each kind.
        position: The host's position.
    """
    host = (
        message("the host {host_in_words}", host_in_words=HOST_IN_WORDS[position])
        if position
        else "the host"
    )
    fixed = {
        "average": "all missions' decisions on terms so far, as an average",
        "precedents": message("{host}: precedents", host=host),
    }
    of_row = {
        "own shares": _of_shares,
        "regular": _of_term,
        "bridge_rate": _of_rounds,
        "observer": _of_mission,
        "ceiling_cut": _of_ceiling,
    }
    return fixed[what] if what in fixed else of_row[what](row)


def _of_shares(counts: Mapping[str, Any]) -> str:
    nouns = {"renew": "renewal", "rollover": "technical rollover", "terminate": "last term"}
    listed = [counted(counts[kind], noun) for kind, noun in nouns.items()]
    return message(
        "the mission's decisions on terms so far: {listed}", listed=run_together(", ", listed)
    )


def _of_rounds(row: Mapping[str, Any]) -> str:
    if not row["rounds"]:
        return "no earlier round of talks on its term"
    return message(
        "{part} of {rounds} earlier rounds took a technical rollover",
        part=row["bridges"] or "none",
        rounds=row["rounds"],
    )


def _of_mission(row: Mapping[str, Any]) -> str:
    kind = (
        "an observer or ceasefire mission"
        if row["observer"]
        else "not an observer or ceasefire mission"
    )
    return message("{kind}, {age:.0f} years after its first mandate", kind=kind, age=row["age"])


def _of_ceiling(row: Mapping[str, Any]) -> str:
    if row["ceiling"] is None:
        return "no military ceiling of it is on record"
    cut = 1 - exp(row["ceiling_cut"])
    if cut <= 0:
        return "its military ceiling is its highest so far"
    return message("its military ceiling is {cut:.0f} % below its highest", cut=100 * cut)


def _of_term(row: Mapping[str, Any]) -> str:
    if row["term"] is None:
        return "the length of its term is not known"
    days = message("{term:.0f} days", term=row["term"])
    if row["regular"]:
        return message("a regular term is in force ({days})", days=days)
    usual = "as usual" if row["expected"] else "not as usual"
    return message("the term in force is irregular: {days}, {usual}", days=days, usual=usual)


def method_in_words(
    decisions: pl.DataFrame,
    mission: Mission,
    position: str | None,
    stated_by: str | None,
    ending: Share | None,
) -> str:
    """How the odds came about, in sentences."""
    counts = {kind: (decisions["kind"] == kind).sum() for kind in SETTLING}
    sentences = [
        message(
            "What the Council has decided before when a mandate ran out, of this mission "
            "and of others. {height} decisions since 1990 set the term of a mission "
            "({renew} renewals, {rollover} technical rollovers, {terminate} last terms). "
            "What counts: how often the mission had each, whether its present term is a "
            "usual one, how often its talks needed a rollover, its kind and age, its "
            "ceiling against its highest, and what its host has done.",
            height=decisions.height,
            renew=counts["renew"],
            rollover=counts["rollover"],
            terminate=counts["terminate"],
        )
    ]
    if position:
        by = {"case": " (by the assumptions file)", "record": " (on record)"}.get(
            stated_by or "", ""
        )
        sentences.append(
            message("The host {host_in_words}{by}.", host_in_words=HOST_IN_WORDS[position], by=by)
        )
    if ending is not None:
        sentences.append(
            message(
                "Of {cases} missions whose host had done so, {happened} left or were replaced "
                "by a decision within a year.",
                cases=ending.cases,
                happened=ending.happened,
            )
        )
    recorded = mission.host_position
    if stated_by == "record" and recorded is not None:
        sentences.append(
            message(
                "It did so by {on} ({precision} known).",
                on=recorded.on,
                precision=recorded.precision,
            )
        )
    return run_together(" ", sentences)
