"""What changed between two mandates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.made_mandates import edition, paragraph, text_of
from peaceops.edition import Edition, View, build_edition
from peaceops.mandate import Change, changes_since_last_renewal, compare, difference
from peaceops.mandate.matching import pair_up
from peaceops.mandate.words import word_changes, words_in
from sources.made_texts import operative, piece, preamble

WORDS = st.lists(st.sampled_from(["the", "mission", "shall", "protect", "2031", "civilians", ",",
                                  "and", "report", "(a)"]), max_size=30).map(" ".join)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("mandates"))


@pytest.fixture
def view(data: Edition) -> View:
    return data.as_of(date(2032, 12, 31))


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_off_the_runs(old: str, new: str) -> None:
    runs = word_changes(old, new)
    assert "".join(run.text for run in runs if run.kind != "dropped").split() == new.split()
    before = "".join(run.text for run in runs if run.kind != "added")
    assert before.replace(" ", "") == old.replace(" ", "")
    assert (words_in(runs) == 0) == (old.split() == new.split()) or "," in old + new


def test_each_paragraph_has_one_change_of_the_right_kind(view: View) -> None:
    changes = difference(view, "9001", "9050")
    kinds = {change.place: change.kind for change in changes.changes if change.new}
    # Of two that changed places, either can be said to have moved.
    swapped = {kinds.pop("3 (b) → 3 (a)"), kinds.pop("3 (a) → 3 (b)")}
    assert swapped == {"same", "moved"}
    assert kinds == {
        "preamble 1": "same", "preamble 2": "changed", "preamble 3": "same", "1": "changed",
        "2": "changed", "3": "same", "3 (c)": "added", "4": "changed", "5": "changed",
        "6": "changed", "7": "same",
    }  # fmt: skip
    assert [change.new.text[:14] for change in changes.of_kind("added") if change.new] == [
        "To clear mines"
    ]
    assert [change.old.text[:26] for change in changes.of_kind("dropped") if change.old] == [
        "To support the Government "
    ]
    assert {figure.key: figure.value for figure in changes.figures} == {
        "mandate.text_same": 5, "mandate.text_moved": 1, "mandate.text_changed": 6,
        "mandate.text_added": 1, "mandate.text_dropped": 1,
    }  # fmt: skip


def test_a_name_replaced_throughout_is_said_once_and_numbers_are_not_hidden(view: View) -> None:
    changes = difference(view, "9001", "9050")
    assert changes.replaced == (("authorities", "Government", 3),)
    routine = {change.place for change in changes.changes if change.routine}
    assert routine == {"4", "5", "6"}  # never the end of the term or the ceiling


def test_pairs_are_the_best_over_the_whole_text_and_not_the_first_that_fit() -> None:
    old = [
        paragraph("requests the mission to support the police in the north of the country", 1),
        paragraph("requests the mission to support the courts in the north of the country", 2),
    ]
    new = [
        paragraph("requests the mission to support the courts in the north of the country now", 1),
        paragraph("requests the mission to support the police in the north of the country", 2),
    ]
    assert set(pair_up(old, new).pairs) == {(0, 1), (1, 0)}


def test_equal_wordings_keep_their_order_and_their_parents(tmp_path: Path) -> None:
    items = [
        operative("(a)", "To report on what it has done in the past six months of its work;", 2),
        operative("(b)", "To advise;", 2),
    ]
    body = [
        operative("1.", "Decides that the Force shall do this in the north of the country:"),
        *items,
        operative("2.", "Decides that the Observers shall do that in the islands off the coast:"),
        *items,
    ]
    changes = compare(text_of(tmp_path, body, 9001), text_of(tmp_path, body, 9002))
    assert {change.kind for change in changes.changes} == {"same"}
    assert all(change.old and change.new and change.old.place == change.new.place
               for change in changes.changes)  # fmt: skip


def test_an_item_under_another_paragraph_is_moved(tmp_path: Path) -> None:
    task = "To help the ministries to build up the administration of the provinces;"
    priority, other = (
        operative("1.", "Decides that the mandate shall include these priority tasks:"),
        operative("2.", "Authorizes the mission to pursue the other tasks that follow:"),
    )
    first = operative("(a)", "To protect civilians from violence in all places where it stands;", 2)
    old = text_of(tmp_path, [
        piece("Priority tasks", "heading"), priority, first,
        piece("Other tasks", "heading"), other, operative("(a)", task, 2),
    ], 9001)  # fmt: skip
    new = text_of(tmp_path, [
        piece("Priority tasks", "heading"), priority, first, operative("(b)", task, 2),
        piece("Other tasks", "heading"), other,
    ], 9002)  # fmt: skip
    (change,) = compare(old, new).of_kind("moved")
    assert change.place == "2 (a) → 1 (b)"
    assert change.old is not None and change.old.heading == "Other tasks"
    assert change.new is not None and change.new.heading == "Priority tasks"


def test_what_was_taken_up_elsewhere_says_where(tmp_path: Path) -> None:
    ground = "Encourages the authorities to widen the ownership of the peace process in all regions"
    tail = "and recalls the crucial role of the opposition and of civil society in it;"
    old = text_of(tmp_path, [
        preamble("Recalling its resolutions,"),
        operative("1.", f"{ground} {tail}"),
        operative("2.", "Urges the authorities to hold local elections in good time and in line "
                  "with the constitution of the country as amended by the people last year;"),
    ], 9001)  # fmt: skip
    new = text_of(tmp_path, [
        preamble("Recalling its resolutions,"),
        operative("1.", "Urges the authorities to hold local elections in good time and in line "
                  "with the constitution of the country as amended by the people last year, "
                  f"{ground[0].lower()}{ground[1:]} and welcomes what was done since;"),
    ], 9002)  # fmt: skip
    (change,) = compare(old, new).of_kind("dropped")
    assert change.old is not None and change.old.place == "1"
    assert change.drawn_from is not None and change.drawn_from.place == "1"


def test_signs_and_spelling_are_no_change(tmp_path: Path) -> None:
    old = text_of(tmp_path, [operative("1.", "Authorizes the “Force” to stay on – for now;")], 9001)
    new = text_of(tmp_path, [operative("1.", 'Authorises the "Force" to stay on - for now.')], 9002)
    assert [change.kind for change in compare(old, new).changes] == ["same"]


def test_the_last_two_renewals_are_compared_and_rollovers_passed_over(view: View) -> None:
    changes = changes_since_last_renewal(view, "UNTEST")
    assert (changes.before, changes.last) == ("S/RES/9001 (2031)", "S/RES/9050 (2032)")
    assert changes.figures and not changes.gaps
    assert {change.kind for change in changes.paragraphs} == {
        "moved", "changed", "added", "dropped",
    }  # fmt: skip


def test_without_a_renewal_or_a_text_there_is_a_gap(data: Edition, tmp_path: Path) -> None:
    before = changes_since_last_renewal(data.as_of(date(2032, 5, 29)), "UNTEST")
    assert before.difference is None and "no renewal before S/RES/9001" in before.gaps[0].why
    from sources.made_texts import NEW

    lacking = edition(tmp_path, {"S_RES_9050(2032).json": NEW})
    changes = changes_since_last_renewal(lacking.as_of(date(2032, 12, 31)), "UNTEST")
    assert changes.difference is None and changes.paragraphs == ()
    assert "the text of S/RES/9001 (2031)" in changes.gaps[0].why
    assert "its texts on record: S/RES/9050 (2032)" in changes.gaps[0].why


def lines_of(changes: tuple[Change, ...]) -> dict[str, str]:
    return {
        change.place: "".join(
            {"same": "", "dropped": "[-", "added": "{+"}[run.kind] + run.text.strip()
            + {"same": " ", "dropped": "-] ", "added": "+} "}[run.kind]
            for run in change.words
        )
        for change in changes
    }  # fmt: skip


@pytest.mark.pack
def test_minusca_s_mandates_of_2022_to_2024(pack_2026: Path, tmp_path: Path) -> None:
    names = ("2659(2022)", "2709(2023)", "2759(2024)")
    files = [pack_2026 / "texts" / "paragraphs" / f"S_RES_{name}.json" for name in names]
    view = build_edition(files, tmp_path / "edition").edition.as_of(date(2025, 1, 1))
    first = difference(view, "2659", "2709")
    extended = lines_of(first.of_kind("changed"))["29 → 30"]
    assert "[-2023-]" in extended and "{+2024+}" in extended
    assert not next(c for c in first.changes if c.place == "29 → 30").routine
    state_authority = next(c for c in first.changes if c.place == "36 (a) → 36 (b)")
    assert state_authority.kind == "moved" and state_authority.old is not None
    assert state_authority.old.heading == "Other tasks"
    assert state_authority.new is not None and state_authority.new.heading == "Priority tasks"
    dropped = {change.place for change in first.of_kind("dropped")}
    assert {"24", "39", "43 – 1", "58 (a) – 1"} <= dropped  # the Mapping Project; the benchmarks
    second = difference(view, "2709", "2759")
    assert ("authorities", "Government", 52) in second.replaced
    assert {change.place for change in second.of_kind("added")} == {
        "preamble 24", "19", "20", "38 (b) (ii)", "39 (c) (v)",
    }  # fmt: skip
