"""Every draw of a forecast, for other uses."""

from __future__ import annotations

import numpy as np
import polars as pl

from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.draws import long_tables
from peaceops.violence.draws_cache import draws_of_model
from peaceops.violence.learned import enough_past, learned_by
from peaceops.violence.models import BASELINES, FORECASTER
from peaceops.violence.panel import TABLE
from peaceops.violence.protocol.windows import windows_from


def every_draw(
    view: View, target: str, months: int, *, model: str = FORECASTER, seed: int = 0
) -> pl.DataFrame:
    """Draws of a model for every country from the last month known on the date.

    Args:
        view: What was known.
        target: One of ``domain.violence_types.TARGETS``.
        months: Months ahead, 1 to 36.
        model: A name in ``models.MODELS``.
        seed: Same view and seed give the same draws.

    Returns:
        The long table (see ``peaceops.violence.draws``) of the countries that were on record in
        the last month known.

    Raises:
        MissingTableError: The edition holds no country-months, or too few to learn from.
        ValueError: There is no such target, or ``months`` is not between 1 and 36.
    """
    world = country_month_panel(view)
    (window,) = windows_from([world.origin], months)
    if model not in BASELINES and not enough_past(world, months):
        raise MissingTableError(
            f"{world.deaths.shape[2]} months are on record, too few for {model} to learn from",
            where=TABLE,
            remedy="ask as of a later date, or add country-months that reach further back",
        )
    recorded = np.flatnonzero(~np.isnan(world.of(target)[:, -1]))
    units = [world.units[place] for place in recorded]
    learned = learned_by(view, world)
    values = draws_of_model(world, target, units, months, model=model, seed=seed, learned=learned)
    return long_tables(window.origin, target, units, window.months, values)
