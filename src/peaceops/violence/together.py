"""A mission's hosts together: the sum of their draws."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.messages import listed, message
from peaceops.domain.months import months_between
from peaceops.violence.figures import Place


def all_together(hosts: Mapping[str, Place]) -> tuple[Place, bool]:
    """What the figures of several hosts are made of, and whether their baselines are all there is.

    The months are those from the first that lies ahead of all of their records. Hosts are drawn
    independently of one another: nothing ties their draws together.
    """
    places = list(hosts.values())
    origin = max(place.origin for place in places)
    late = [months_between(place.origin, origin) for place in places]
    reach = min(place.draws.shape[1] - behind for place, behind in zip(places, late, strict=True))
    draws, baseline = (
        sum(
            (
                getattr(place, which)[:, behind : behind + reach]
                for place, behind in zip(places, late, strict=True)
            ),
            start=np.zeros(1),
        )
        for which in ("draws", "baseline")
    )
    alone = all(place.baseline is place.draws for place in places)
    learnt = {row.selection: row for place in places for row in place.learnt}
    whole = Place(
        key="violence.hosts",
        name=listed(map(name_in_a_sentence, hosts)),
        origin=origin,
        last_12=sum(place.last_12 for place in places),
        history=pl.concat([place.history for place in places]),
        draws=draws,
        baseline=draws if alone else baseline,
        method=(
            message(
                "The sum of the hosts' forecasts, taken as independent of one another. {method}",
                method=places[0].method,
            )
        ),
        baseline_method=(
            message(
                "The sum of the hosts' baselines, taken as independent of one another. "
                "{baseline_method}",
                baseline_method=places[0].baseline_method,
            )
        ),
        record=tuple(row for place in places for row in place.record),
        learnt=tuple(learnt.values()),
    )
    return whole, alone
