"""Options are the status quo plus changes."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from peaceops.case.model import CaseOption
from peaceops.case.standard import standard_options
from peaceops.options import HORIZON, Range, StatusQuo, compare, strength_path


def status_quo(now: float = 14_000, **changes: object) -> StatusQuo:
    path = [Range(now - 50 * m, now - 100 * m, now) for m in range(1, HORIZON + 1)]
    values: dict[str, object] = {
        "as_of": date(2023, 6, 16),
        "mandate_ends": date(2023, 6, 30),
        "ceiling": 15_209,
        "strength_now": now,
        "strength": path,
        "cost_per_head": 80_000.0,
        "deaths": Range(1_900, 1_000, 3_500),
    }
    return StatusQuo(**{**values, **changes})  # type: ignore[arg-type]


def option(decision: str, **values: object) -> CaseOption:
    return CaseOption.model_validate(
        {
            "id": decision,
            "label": decision,
            "decision": decision,
            "summary": "",
            "source": "test",
            **values,
        }
    )


def test_an_option_that_changes_nothing_is_the_status_quo() -> None:
    quo = status_quo()
    assert strength_path(option("reconfigure", military_change=0), quo, ()) == list(quo.strength)


def test_a_withdrawal_ends_at_zero_when_its_months_are_over() -> None:
    path = strength_path(option("withdraw", withdrawal_months=9), status_quo(), ())
    assert path[8].middle == 0
    assert path[8].low == 0 < path[8].high


@given(st.integers(0, 20_000), st.integers(-5_000, 5_000))
def test_strength_and_cost_are_never_negative(now: int, change: int) -> None:
    outcomes = compare(
        status_quo(now), [option("reconfigure", military_change=change), option("withdraw")], {}
    )
    for outcome in outcomes:
        assert outcome.strength is not None and outcome.cost is not None
        assert 0 <= outcome.strength.low <= outcome.strength.middle <= outcome.strength.high
        assert outcome.cost.low >= 0


def test_a_change_in_one_option_never_moves_another() -> None:
    small, large = (
        option("increase", military_change=100),
        option("increase", military_change=9_000),
    )
    other = option("rollover", term_months=3)
    with_small = compare(status_quo(), [small, other], {})
    with_large = compare(status_quo(), [large, other], {})
    assert with_small[1] == with_large[1]
    assert with_small[0].strength != with_large[0].strength


def test_unknown_strength_gives_no_figure_and_says_so() -> None:
    outcome = compare(status_quo(strength_now=None, strength=[]), [option("increase")], {})[0]
    assert outcome.strength is None and outcome.cost is None
    assert any("No strength figure" in note for note in outcome.notes)


def test_the_standard_increase_is_a_quarter_of_the_ceiling() -> None:
    increase = standard_options(13_289)[0]
    assert increase.military_change == 3_320
