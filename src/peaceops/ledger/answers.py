"""Every forecast of a mission's answers: what a brief shows, as the ledger holds it."""

from __future__ import annotations

from peaceops.council import Outlook
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.ledger.forecast import Forecast
from peaceops.ledger.from_council import council_forecasts
from peaceops.ledger.from_mission import strength_forecasts
from peaceops.ledger.from_violence import violence_forecasts
from peaceops.mission import StrengthOutlook
from peaceops.violence import ViolenceOutlook


def forecasts_of(
    view: View,
    mission: Mission,
    *,
    council: Outlook | None = None,
    violence: ViolenceOutlook | None = None,
    neighbours: ViolenceOutlook | None = None,
    strength: StrengthOutlook | None = None,
    headline: bool = False,
) -> tuple[Forecast, ...]:
    """Turn the rooms' answers on a mission into forecasts that can be resolved.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.
        council: The Council's odds, as a brief's ``council``.
        violence: Deaths ahead in its hosts.
        neighbours: Deaths ahead around them.
        strength: Its strength ahead.
        headline: Of deaths, all types over twelve months alone.

    Returns:
        The forecasts; of an answer that is not there, none.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> from peaceops.violence import outlook
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> deaths = outlook(view, "MINUSMA", with_record=False)
    >>> first = forecasts_of(view, view.mission("MINUSMA"), violence=deaths)[0]
    >>> first.quantity, first.countries, first.last_month
    ('violence.deaths', ('MLI',), datetime.date(2023, 10, 1))
    """
    forecasts: list[Forecast] = []
    if council is not None:
        forecasts += council_forecasts(mission, council)
    if violence is not None:
        forecasts += violence_forecasts(view, mission, violence, neighbours, headline=headline)
    if strength is not None:
        forecasts += strength_forecasts(mission, strength)
    return tuple(forecasts)
