"""The odds that the end of a mission is put to the vote and adopted, for all missions at once."""

from __future__ import annotations

from collections.abc import Iterable

from peaceops.council import Agenda, agenda_of, outlook
from peaceops.domain.figures import Figure
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.errors import MissingTableError

END = "terminate"


def odds_of_end(view: View, missions: Iterable[Mission]) -> dict[str, Figure]:
    """Odds that a draft that ends the mission is put to the vote and adopted.

    They are those of the brief: where it has several options that end a mission, theirs add up to
    these, and ``peaceops compare dates`` has them under ``terminate``.

    Args:
        view: What was known.
        missions: As known on the day of the view.

    Returns:
        Acronym to the figure; none for a mission of which no term runs out, and none at all where
        the edition does not hold the Council's record. About a fifth of a second a mission.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> odds_of_end(view, [view.mission("MINUSMA")])["MINUSMA"].value > 0.5
    True
    """
    figures = {}
    for mission in missions:
        if agenda_of(mission) is not Agenda.TERM_RUNS_OUT:
            continue
        try:
            answer = outlook(view, mission.acronym, (END,), with_record=False)
        except MissingTableError:
            return {}
        figure = answer.drafts[END].p_put_and_adopted
        if figure is not None:
            figures[mission.acronym] = figure
    return figures
