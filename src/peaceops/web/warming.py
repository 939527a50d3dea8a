"""What the first page needs, worked out while the desk starts: so that no reader waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread

from peaceops.web.desk import Desk
from peaceops.web.maps.geojson import world
from peaceops.web.maps.world import lands
from peaceops.web.missions.overviews import calendar_on, lines_on, notes_on, odds_on, places_on

LOG = logging.getLogger(__name__)


def warm(desk: Desk, then: Callable[[], None] = lambda: None) -> list[Thread]:
    """Begin to work out the first page as of the last day, and then the odds that it shows.

    A reader who asks meanwhile waits for the same work, and for no more of it than the page needs.

    Args:
        desk: The desk.
        then: What is to be done once the page can be seen, before its odds.

    Returns:
        The threads that work.
    """
    day = desk.last_day

    def missions() -> None:
        lines_on(desk, day)
        places_on(desk, day)
        beside.join()  # what the page needs to be seen at all goes first
        then()
        odds_on(desk, day)

    def surroundings() -> None:
        calendar_on(desk, day)
        notes_on(desk, day, chosen=False)
        lands(desk)
        world(desk)

    beside = Thread(target=_tried, args=[surroundings], daemon=True)
    first = Thread(target=_tried, args=[missions], daemon=True)
    beside.start()
    first.start()
    return [first, beside]


def _tried(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:  # a reader who asks the same gets the error, in words
        LOG.warning("the first page could not be worked out beforehand", exc_info=True)
