"""Who fights a host's government lately, inside and outside of its agreements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.edition import open_edition
from peaceops.situation import AccordSides, accord_sides
from situation.made import DAY, situated_edition


def sides_of(mission: str, day: date) -> tuple[AccordSides, ...]:
    view = open_edition().as_of(day)
    return accord_sides(view, view.mission(mission))


def test_groups_that_never_signed_stand_outside() -> None:
    """JNIM and IS fight in Mali and are no party to the accord of 2015; its CMA did not fight."""
    (mali,) = sides_of("MINUSMA", date(2023, 6, 16))
    assert mali.outside == ("JNIM", "IS (IS Sahel)")
    assert mali.inside == ()
    assert mali.figure.value == 2
    assert mali.figure.method.startswith(
        "JNIM (724 deaths), IS (IS Sahel) (228 deaths); inside them nobody."
    )
    assert "twelve months to April 2023" in mali.figure.label


def test_a_signatory_that_fights_again_stands_inside() -> None:
    """The anti-Balaka signed in 2019 and fought the government of the country again."""
    (country,) = sides_of("MINUSCA", date(2023, 11, 1))
    assert country.outside[0] == "CPC"
    assert "anti-Balaka" in country.inside
    assert country.deaths["anti-Balaka"] < country.deaths["CPC"]


@pytest.mark.parametrize(("mission", "day"), [("UNIFIL", date(2023, 8, 17))])
def test_a_host_without_an_agreement_has_no_sides(mission: str, day: date) -> None:
    assert sides_of(mission, day) == ()


def test_an_edition_without_agreements_says_nothing(tmp_path: Path) -> None:
    view = situated_edition(tmp_path / "e").as_of(DAY)
    assert accord_sides(view, view.mission("UNTEST")) == ()
