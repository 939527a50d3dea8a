"""The answer to a what-if on the desk: both sides run once, and what could not be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peaceops.errors import CaseError
from peaceops.questions import Problem, Reading, case_to_save, read_what_can_be

if TYPE_CHECKING:
    from peaceops.brief import Brief
    from peaceops.case import Case
    from peaceops.domain.mission import Mission
    from peaceops.options import Run, WhatIf
    from peaceops.web.asked import Asked
    from peaceops.web.what_if.supposing import Supposing


PLAIN = (
    (re.compile(r"--[a-z]+ (?=')"), ""),
    (re.compile(r"--host\b"), "the field of the host state"),
    (re.compile(r"--end\b"), "a day by which all have left"),
    (re.compile(r"--effect\b"), "the published effect"),
    (re.compile(r"`peaceops options effects` lists them"), "choose one from the list"),
)
"""Words of a command, and what a page says for them."""


def of_a_page(problem: Problem) -> Problem:
    """A problem in words that hold on a page, where flags are fields.

    >>> of_a_page(Problem("--effect", "x", "it is not on record", "leave --effect out")).remedy
    'leave the published effect out'
    """
    what, remedy = problem.what, problem.remedy
    for pattern, words in PLAIN:
        what, remedy = pattern.sub(words, what), pattern.sub(words, remedy)
    return problem._replace(what=what, remedy=remedy)


@dataclass(frozen=True)
class Answered:
    """A what-if and its answer.

    Attributes:
        mission: The mission on the day.
        before: The comparison as things are.
        reading: What is supposed, as far as it can be read.
        answer: What changes; ``None`` where nothing is supposed, or it cannot be.
        refusal: Why what is supposed cannot be, though each part of it can be read.
    """

    mission: Mission
    before: Run
    reading: Reading
    answer: WhatIf | None
    refusal: CaseError | None


def answered(question: Asked, mission: Mission, supposing: Supposing) -> Answered:
    """Answer what is supposed; what cannot be read is left out and named.

    Args:
        question: The desk, the day and the case.
        mission: The mission on the day.
        supposing: What is supposed, in the words of an address.

    Raises:
        CaseError: The case may not be used for the mission on the day.
    """
    before = question.desk.run(mission.acronym, question.day, question.case)
    case = question.case.case if question.case is not None else None

    def work() -> tuple[Reading, WhatIf | None, CaseError | None]:
        reading = read_what_can_be(question.view, mission, supposing.flags, case)
        reading = replace(reading, problems=tuple(map(of_a_page, reading.problems)))
        if not reading.read:
            return reading, None, None
        try:
            return reading, _what_if(question, mission, reading, before, case), None
        except CaseError as error:
            return reading, None, error

    key = ("what if", mission.acronym, question.day, question.case_version, supposing.pairs)
    return Answered(mission, before, *question.desk.answer(key, work, long=True))


def _what_if(
    question: Asked, mission: Mission, reading: Reading, before: Run, case: Case | None
) -> WhatIf:
    from peaceops.options import what_if

    return what_if(question.view, mission.acronym, reading.suppositions, case=case, before=before)


def brief_of(question: Asked, answered: Answered) -> Brief:
    """The brief in which what is supposed holds; as things are where nothing is supposed."""
    from peaceops.web.cases.shelf import StoredCase, version_of

    mission, answer = answered.mission.acronym, answered.answer
    if answer is None:
        return question.desk.brief(mission, question.day, question.case)
    text = case_to_save(answer)
    name = answer.case.case
    stored = StoredCase(name, version_of(text), text, case=answer.case)
    return question.desk.brief(mission, question.day, stored)
