"""What an announced departure exposes."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.edition import open_edition
from peaceops.mission import departure_exposure, footprint
from peaceops.mission.departure_exposure import EXPOSED


@pytest.mark.parametrize("leaving", [(), ("XXX",)])
def test_nobody_leaving_exposes_nothing(leaving: tuple[str, ...]) -> None:
    view = open_edition(None).as_of(date(2023, 6, 16))
    exposed = departure_exposure(footprint(view, "MINUSMA"), leaving)
    assert exposed.is_empty()
    assert exposed.columns == list(EXPOSED)


def test_a_base_whose_only_contributor_leaves_has_no_other() -> None:
    view = open_edition(None).as_of(date(2023, 6, 16))
    exposed = departure_exposure(footprint(view, "MINUSMA"), ("NER", "CIV"))
    ansongo = exposed.filter(exposed["location"] == "Ansongo").row(0, named=True)
    assert ansongo["no_other_contributor"] and ansongo["gone"] == pytest.approx(1.0)
    mopti = exposed.filter(exposed["location"].str.starts_with("Mopti")).row(0, named=True)
    assert mopti["leaving"] == ["CIV"]
    assert not mopti["no_other_contributor"]
    assert 0 < mopti["gone"] < 0.5
