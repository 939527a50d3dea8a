"""The shelf of cases: saved whole or not at all, by one at a time, and only within its folder."""

from __future__ import annotations

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from case.test_attacks import ATTACKS
from durable.killing import EVERY_FEW, killed_at_every_operation
from peaceops.case import draft_case, shipped_cases
from peaceops.edition import Edition
from peaceops.errors import CaseError, OutputError
from peaceops.web.cases import past, shelf
from peaceops.web.cases.shelf import Shelf, version_of
from peaceops.web.problems import ConflictError, NotFoundError

OUTSIDE = "case: outside\nmission: MINUSMA\nas_of: 2023-06-16\nquestion: secret\n"
ODD_NAMES = (
    "..", "../a", "a/b", "a\\b", "/etc/passwd", ".history", ".a", "a.yaml", "A", "a b", "a\0",
    "a\n", "é", "", "-a", "a-", "a" * 81, "%2e%2e", "a%2fb", "con.", "~", "*", "a?",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cases"


@pytest.fixture
def cases(folder: Path, edition: Edition) -> Shelf:
    return Shelf(folder, edition)


@pytest.fixture(scope="session")
def text(edition: Edition) -> str:
    return draft_case(edition.as_of(date(2023, 6, 16)), "MINUSMA")


def other(text: str, words: str) -> str:
    return text.replace("question:", f"question: {words} ", 1)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_cases_that_ship_stand_after_those_of_the_folder(cases: Shelf, text: str) -> None:
    assert [line.name for line in cases.listed()] == shipped_cases()
    cases.save("mine", text, version=None)
    first = cases.listed()[0]
    assert (first.name, first.mission, first.as_of) == ("mine", "MINUSMA", date(2023, 6, 16))
    assert first.saved is not None
    assert [line.name for line in cases.of_mission("UNIFIL")] == ["unifil-2026-06"]


def test_nothing_is_made_before_the_first_case_is_saved(cases: Shelf, folder: Path) -> None:
    cases.listed()
    cases.deleted()
    with pytest.raises(NotFoundError):
        cases.read("none")
    assert not folder.exists()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_no_name_leads_out_of_the_folder(
    cases: Shelf, folder: Path, text: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(OUTSIDE)
    for act in (
        lambda: cases.read(name),
        lambda: cases.stored_text(name),
        lambda: cases.save(name, text, version=None),
        lambda: cases.delete(name, version="x"),
        lambda: cases.history(name),
        lambda: cases.earlier(name, "0" * 16),
    ):
        with pytest.raises(CaseError, match="cannot be the name of a case"):
            act()
    assert names(tmp_path) == ["a.yaml"]


def test_a_link_in_the_folder_is_not_followed(
    cases: Shelf, folder: Path, text: str, tmp_path: Path
) -> None:
    folder.mkdir()
    target = tmp_path / "outside.yaml"
    target.write_text(OUTSIDE)
    (folder / "linked.yaml").symlink_to(target)
    (folder / "nowhere.yaml").symlink_to(tmp_path / "none.yaml")
    with pytest.raises(CaseError, match="is a link") as refused:
        cases.read("linked")
    assert "secret" not in str(refused.value)
    for name in ("linked", "nowhere"):
        with pytest.raises(CaseError, match="is a link"):
            cases.save(name, text, version=None)
        with pytest.raises(CaseError, match="is a link"):
            cases.delete(name, version=version_of(OUTSIDE))
    assert target.read_text() == OUTSIDE
    assert not (tmp_path / "none.yaml").exists()
    problems = {line.name: line.problem for line in cases.listed() if not line.shipped}
    assert all("link" in problem for problem in problems.values())
    assert set(problems) == {"linked", "nowhere"}


def test_a_history_behind_a_link_is_neither_read_nor_written(
    cases: Shelf, folder: Path, text: str, tmp_path: Path
) -> None:
    saved = cases.save("mine", text, version=None)
    (tmp_path / "elsewhere").mkdir()
    (folder / ".history").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="is a link"):
        cases.save("mine", other(text, "Now"), version=saved.version)
    assert cases.read("mine").text == text
    assert names(tmp_path / "elsewhere") == []


def test_what_stood_there_goes_to_the_history_and_comes_back(cases: Shelf, text: str) -> None:
    version = None
    for words in ("First", "Second", "Third"):
        version = cases.save("mine", other(text, words), version=version).version
    earlier = cases.history("mine")
    assert [cases.earlier("mine", item.version) for item in earlier] == [
        other(text, "Second"),
        other(text, "First"),
    ]
    assert earlier[0].saved <= earlier[0].replaced
    cases.save("mine", cases.earlier("mine", earlier[1].version), version=version)
    assert cases.read("mine").text == other(text, "First")
    assert len(cases.history("mine")) == 3


def test_saving_the_same_again_adds_nothing(cases: Shelf, folder: Path, text: str) -> None:
    saved = cases.save("mine", text, version=None)
    again = cases.save("mine", text, version=saved.version)
    assert again.version == saved.version
    assert again.saved == saved.saved
    assert cases.history("mine") == []
    assert names(folder) == ["mine.yaml"]


def test_who_saves_over_a_version_that_is_gone_is_told(cases: Shelf, text: str) -> None:
    first = cases.save("mine", text, version=None)
    cases.save("mine", other(text, "By another"), version=first.version)
    with pytest.raises(ConflictError, match="somebody else, or in another tab"):
        cases.save("mine", other(text, "By me"), version=first.version)
    with pytest.raises(ConflictError, match="stands there already"):
        cases.save("mine", text, version=None)
    assert cases.read("mine").text == other(text, "By another")


def test_a_case_that_ships_is_neither_replaced_nor_deleted(cases: Shelf, folder: Path) -> None:
    shipped = cases.read("minusma-2023-06")
    assert shipped.shipped
    with pytest.raises(ConflictError, match="ships with peaceops"):
        cases.save("minusma-2023-06", shipped.text, version=shipped.version)
    with pytest.raises(ConflictError, match="ships with peaceops"):
        cases.save("minusma-2023-06", shipped.text, version=None)
    with pytest.raises(ConflictError, match="ships with peaceops"):
        cases.delete("minusma-2023-06", version=shipped.version)
    assert not list(folder.glob("*.yaml"))


def test_of_two_that_save_at_once_one_wins_and_the_other_is_told(cases: Shelf, text: str) -> None:
    version = cases.save("mine", text, version=None).version

    def save(number: int) -> bool:
        try:
            cases.save("mine", other(text, f"Number {number}"), version=version)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(save, range(8)))
    assert won.count(True) == 1
    assert cases.read("mine").text == other(text, f"Number {won.index(True)}")
    assert [cases.earlier("mine", item.version) for item in cases.history("mine")] == [text]


def test_of_two_that_take_a_new_name_at_once_one_has_it(cases: Shelf, text: str) -> None:
    def save(number: int) -> bool:
        try:
            cases.save("mine", other(text, f"Number {number}"), version=None)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(save, range(6)))
    assert won.count(True) == 1
    assert cases.read("mine").text == other(text, f"Number {won.index(True)}")


def test_a_deleted_case_keeps_its_history_and_comes_back(
    cases: Shelf, folder: Path, text: str
) -> None:
    first = cases.save("mine", text, version=None)
    second = cases.save("mine", other(text, "Second"), version=first.version)
    with pytest.raises(ConflictError):
        cases.delete("mine", version=first.version)
    cases.delete("mine", version=second.version)
    with pytest.raises(NotFoundError):
        cases.read("mine")
    with pytest.raises(NotFoundError):
        cases.delete("mine", version=second.version)
    with pytest.raises(ConflictError, match="was deleted since"):
        cases.save("mine", text, version=second.version)
    (gone,) = cases.deleted()
    assert (gone.name, gone.last.version) == ("mine", second.version)
    cases.save("mine", cases.earlier("mine", gone.last.version), version=None)
    assert cases.read("mine").text == other(text, "Second")
    assert cases.deleted() == []
    assert names(folder) == [".history", "mine.yaml"]


@pytest.mark.parametrize("step", EVERY_FEW)
def test_killed_at_any_moment_of_saving_the_case_is_the_old_one_or_the_new_one(
    cases: Shelf, folder: Path, text: str, step: int
) -> None:
    new = other(text, "New")
    cases.parsed(new, "mine")
    version = cases.save("mine", text, version=None).version
    deaths = 0
    for number in killed_at_every_operation(
        lambda: cases.save("mine", new, version=version), folder, step=step
    ):
        deaths += 1
        stands = cases.read("mine").text
        assert stands in (text, new), number
        if stands == new:
            assert cases.earlier("mine", version) == text, number
            cases.save("mine", text, version=version_of(new))
        assert [line.problem for line in cases.listed()[:1]] == [""], number
    assert deaths >= 2
    assert cases.read("mine").text == new, "the last child lived to the end"


@pytest.mark.parametrize("step", EVERY_FEW)
def test_killed_at_any_moment_of_deleting_nothing_is_lost(
    cases: Shelf, folder: Path, text: str, step: int
) -> None:
    cases.parsed(text, "mine")
    version = cases.save("mine", text, version=None).version
    deaths = 0
    for number in killed_at_every_operation(
        lambda: cases.delete("mine", version=version), folder, step=step
    ):
        deaths += 1
        if cases.deleted():
            assert cases.earlier("mine", version) == text, number
            cases.save("mine", text, version=None)
        assert cases.read("mine").text == text, number
    assert deaths >= 2
    assert [case.name for case in cases.deleted()] == ["mine"]


def test_what_an_editor_changes_in_the_folder_is_seen_at_once(
    cases: Shelf, folder: Path, text: str
) -> None:
    saved = cases.save("mine", text, version=None)
    (folder / "mine.yaml").write_text(other(text, "By hand"))
    assert cases.read("mine").text == other(text, "By hand")
    with pytest.raises(ConflictError):
        cases.save("mine", other(text, "By the desk"), version=saved.version)
    (folder / "by-hand.yaml").write_text(text)
    (folder / "My Case.yml").write_text(text)
    (folder / "notes.txt").write_text("no case")
    lines = {line.name: line for line in cases.listed() if not line.shipped}
    assert set(lines) == {"mine", "by-hand", "My Case.yml"}
    assert not lines["My Case.yml"].opens
    assert "small letters" in lines["My Case.yml"].problem


def test_a_case_that_breaks_rules_stands_in_the_list_with_what_is_wrong(
    cases: Shelf, folder: Path, text: str
) -> None:
    folder.mkdir()
    (folder / "a.yaml").write_text(text.replace("as_of: 2023-06-16", "as_of: 2023-06-31"))
    (folder / "b.yaml").write_bytes(b"case: \xff\n")
    (folder / "c.yaml").mkdir()
    os.mkfifo(folder / "d.yaml")
    (folder / "e.yaml").write_text("case: a\n" * 600_000)
    problems = {line.name: line.problem for line in cases.listed() if not line.shipped}
    assert set(problems) == {"a", "b", "c", "d", "e"}
    assert all(problems.values())
    assert str(folder) not in " ".join(problems.values())
    assert cases.of_mission("MINUSMA") == [line for line in cases.listed() if line.shipped][:2]


def test_a_decision_that_the_mission_cannot_get_is_refused_as_the_command_does(
    cases: Shelf, text: str
) -> None:
    with pytest.raises(CaseError, match="cannot get"):
        cases.save("mine", text.replace("decision: withdraw", "decision: close"), version=None)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_text_that_is_made_to_harm_is_refused_at_once(cases: Shelf, name: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(CaseError):
        cases.save("mine", ATTACKS[name][0], version=None)
    assert time.perf_counter() - begin < 10


def test_a_case_and_a_folder_have_bounds(
    cases: Shelf, folder: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = text + "# " + "x" * shelf.MOST_BYTES
    with pytest.raises(CaseError, match="the most that a desk saves"):
        cases.save("mine", long, version=None)
    monkeypatch.setattr(shelf, "MOST_CASES", 2)
    version = cases.save("a", text, version=None).version
    cases.save("b", text, version=None)
    with pytest.raises(CaseError, match="the most that a desk keeps"):
        cases.save("c", text, version=None)
    cases.save("a", other(text, "A change"), version=version)
    assert names(folder) == [".history", "a.yaml", "b.yaml"]


def test_of_very_many_versions_the_oldest_go(
    cases: Shelf, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "MOST_VERSIONS", 3)
    version = None
    for number in range(6):
        version = cases.save("mine", other(text, f"Number {number}"), version=version).version
    assert [cases.earlier("mine", item.version) for item in cases.history("mine")] == [
        other(text, f"Number {number}") for number in (4, 3, 2)
    ]


def test_what_is_no_version_in_the_history_is_passed_over(
    cases: Shelf, folder: Path, text: str
) -> None:
    first = cases.save("mine", text, version=None)
    cases.save("mine", other(text, "Second"), version=first.version)
    history = folder / ".history" / "mine"
    (history / "notes.yaml").write_text("x")
    (history / f"99999999T999999.000000Z-{'0' * 16}.yaml").write_text("x")
    (history / f"20230101T000000.000000Z-{'1' * 16}.yaml").symlink_to(folder / "mine.yaml")
    (folder / ".history" / "..odd").mkdir()
    assert [item.version for item in cases.history("mine")] == [first.version]
    assert cases.deleted() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told_plainly(
    cases: Shelf, folder: Path, text: str
) -> None:
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(OutputError, match="cannot be written"):
        cases.save("mine", text, version=None)


def test_a_folder_that_cannot_be_made_is_told_plainly(
    tmp_path: Path, edition: Edition, text: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file", tmp_path / "file" / "cases"):
        with pytest.raises(OutputError, match="cannot be written"):
            Shelf(place, edition).save("mine", text, version=None)
    assert (tmp_path / "file").read_text() == "in the way"
