"""What an announced departure leaves uncovered."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.edition import open_edition
from peaceops.mission import footprint
from peaceops.mission.uncover import UNCOVERED, uncover


@pytest.mark.parametrize("leaving", [(), ("XXX",)])
def test_nobody_leaving_uncovers_nothing(leaving: tuple[str, ...]) -> None:
    view = open_edition(None).as_of(date(2023, 6, 16))
    found = uncover(footprint(view, "MINUSMA"), leaving)
    assert found.is_empty()
    assert found.columns == list(UNCOVERED)


def test_a_place_whose_only_contributor_leaves_is_bare() -> None:
    view = open_edition(None).as_of(date(2023, 6, 16))
    found = uncover(footprint(view, "MINUSMA"), ("NER", "CIV"))
    ansongo = found.filter(found["location"] == "Ansongo").row(0, named=True)
    assert ansongo["bare"] and ansongo["gone"] == pytest.approx(1.0)
    mopti = found.filter(found["location"].str.starts_with("Mopti")).row(0, named=True)
    assert mopti["leaving"] == ["CIV"]
    assert not mopti["bare"]
    assert 0 < mopti["gone"] < 0.5
