"""The options' section: the same figures as the comparison, in a table and one picture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from brief.composed import brief, reference
from peaceops.brief.charts_options import trade_offs
from peaceops.brief.layout import lay_out
from peaceops.brief.layout.option_changes import change_in_words, changes
from peaceops.brief.markdown import to_markdown
from peaceops.brief.page import Bullets, Chart, Section, Table, flat
from peaceops.case import TasksChange
from peaceops.cli import app


def section() -> Section:
    return next(part for part in lay_out(reference()).sections if part.id == "options")


def test_one_table_one_picture_and_the_assumptions_beneath() -> None:
    blocks = list(flat(section().blocks))
    assert sum(isinstance(block, Chart) for block in blocks) == 1
    tables = [block.id for block in blocks if isinstance(block, Table)]
    assert tables == ["options-table", "places-table", "assumptions-table"]
    assert {item.id for item in reference().assumptions} >= {
        "replaced",
        "consent-loss",
        "exit-risk",
    }


def test_the_status_quo_of_the_brief_is_one_figure() -> None:
    comparison = reference().comparison
    stays = next(option for option in comparison.options if option.id == "reconfigure")
    last = comparison.status_quo.strength_by_month[-1]
    assert stays.strength is not None
    assert stays.strength.value == round(last.median)
    assert stays.strength.interval == (round(last.low), round(last.high))
    assert stays.deaths_difference["all"].interval == (0, 0)


def test_a_withdrawal_says_its_pace_and_the_odds_of_its_date() -> None:
    leaves = next(option for option in reference().comparison.options if option.id == "withdraw")
    assert leaves.pace == "forced"
    assert leaves.p_gone_by_date is not None
    assert 0 < leaves.p_gone_by_date.value < 1
    assert leaves.tasks_kept == () and leaves.tasks_dropped
    assert {base.fate for base in leaves.bases} == {"closed"}


def test_tasks_that_end_are_named_in_words() -> None:
    brief = reference()
    options = []
    for option in brief.comparison.options:
        dropped = ("prociv", "ch7") if option.id == "reconfigure" else option.tasks_dropped
        kept = ("goodoffices",) if option.id == "reconfigure" else option.tasks_kept
        options.append(replace(option, tasks_kept=kept, tasks_dropped=dropped))
    text = to_markdown(
        lay_out(replace(brief, comparison=replace(brief.comparison, options=tuple(options))))
    )
    assert "1 kept, 2 dropped: protect civilians, act under Chapter VII" in text
    assert "prociv" not in text and "ch7" not in text
    change = TasksChange(kind="tasks", drop=("humrts_monitor",))
    assert change_in_words(change) == "tasks dropped: monitor human rights"


def test_every_median_stands_in_the_picture() -> None:
    drawing = trade_offs(reference().comparison)
    assert drawing is not None
    ElementTree.fromstring(f"<svg>{drawing.body}</svg>")
    for option in reference().comparison.options:
        assert option.strength is not None
        assert f">{round(option.strength.value):,}<" in drawing.body
        assert option.label in drawing.body


def test_an_option_without_figures_draws_nothing() -> None:
    comparison = reference().comparison
    bare = replace(
        comparison.options[0],
        p_adopted=None,
        strength=None,
        cost_difference=None,
        deaths_difference={},
        peacekeeper_fatalities_difference=None,
    )
    assert trade_offs(replace(comparison, options=(bare,))) is None


@pytest.mark.slow
def test_the_command_draws_the_same_picture_to_a_folder(tmp_path: Path) -> None:
    words = ["options", "compare", "MINUSMA", "--as-of", "2023-06-16", "--draws", "100"]
    done = CliRunner().invoke(app, [*words, "--out", str(tmp_path / "drawn")])
    assert done.exit_code == 0, done.output
    root = ElementTree.parse(tmp_path / "drawn" / "options.svg").getroot()
    assert 800 < float(root.get("width", "")) < 1000
    assert (tmp_path / "drawn" / "options.json").stat().st_size > 1000


def test_without_a_ceiling_an_option_changes_the_strength() -> None:
    increase = next(item for item in reference().comparison.options if item.id == "increase")
    assert increase.option is not None
    assert next(changes(increase.option, 15_209)).startswith("ceiling +")
    assert next(changes(increase.option, None)).startswith("strength +")


def test_a_note_on_some_options_is_told_once_below_the_table() -> None:
    page = lay_out(brief("MINUSMA", date(2023, 6, 16)))
    section = next(part for part in page.sections if part.id == "options")
    blocks = list(flat(section.blocks))
    table = next(
        block for block in blocks if isinstance(block, Table) and block.id == "options-table"
    )
    (notes,) = [block.items for block in blocks if isinstance(block, Bullets)]
    said = "No data exist on a mission that stays against the host's wish"
    (told,) = [item.text for item in notes if said in item.text]
    assert told.startswith("“Renew”, “Increase”, “Reduce”")
    assert said not in table.note
    assert not any(said in cell.text for row in table.rows for cell in row)
    assert all(re.match("“[^”]+”(, “[^”]+”)*: ", item.text) for item in notes)


def test_what_needs_no_vote_says_so_in_the_picture() -> None:
    comparison = brief("MINUSMA", date(2023, 6, 16)).comparison
    assert not next(item for item in comparison.options if item.id == "cash-cut").needs_vote
    drawing = trade_offs(comparison)
    assert drawing is not None
    assert drawing.body.count("not put to the vote") == 2  # the words, and the halo behind them
