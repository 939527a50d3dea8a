"""Peace agreements and episodes of conflict, with the registry of dyads beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import all_readers, peace_agreements, recognise
from sources.good_files import good_files

DYADS = """\
- id: 14182
  conflict: 11347
  name: Government of Mali - CMA
  side_a: Government of Mali
  side_b: CMA
  gwno:
    a:
    - 432
    b: []
- id: 454
  conflict: 1
  name: Egypt, Jordan - Israel
  side_a: Government of Egypt, Government of Jordan
  side_b: Government of Israel
  gwno:
    a:
    - 651
    - 663
    b:
    - 666
"""
AGREEMENTS = """\
- id: 30
  name: Accord for peace and  reconciliation in Mali
  date: '2015-06-20'
  year: 2015
  conflicts:
  - 11347
  dyads:
  - 14182
  incompatibility: '1'
- id: 31
  name: "An armistice: of three"
  date: '1974-01-18'
  year: 1974
  conflicts:
  - 1
  dyads:
  - 454
  incompatibility: 1, 2
"""


def written(folder: Path, text: str = AGREEMENTS, dyads: str | None = DYADS) -> Path:
    if dyads is not None:
        (folder / "dyads.yaml").write_text(dyads, encoding="utf-8")
    path = folder / "agreements of another year.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_agreement_has_its_signatories_with_their_states(tmp_path: Path) -> None:
    path = written(tmp_path)
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.publication is peace_agreements.AGREEMENTS
    records = reader.read(path).records
    assert records["ucdp.agreements"].rows() == [
        (30, date(2015, 6, 20), "Accord for peace and reconciliation in Mali", "territory", 1),
        (31, date(1974, 1, 18), "An armistice: of three", "government and territory", 10),
    ]
    assert records["ucdp.signatories"].drop("row", "dyad").rows() == [
        (30, "Government of Mali", True, "MLI"),
        (30, "CMA", False, "MLI"),
        (31, "Government of Egypt", True, "EGY"),
        (31, "Government of Jordan", True, "JOR"),
        (31, "Government of Israel", True, "ISR"),
    ]


def test_without_the_registry_there_are_agreements_and_no_names(tmp_path: Path) -> None:
    records = peace_agreements.read_agreements(written(tmp_path, dyads=None)).records
    assert set(records) == {"ucdp.agreements"}


def test_a_dyad_that_the_registry_does_not_hold_is_reported(tmp_path: Path) -> None:
    text = AGREEMENTS.replace("- 454", "- 999")
    reading = peace_agreements.read_agreements(written(tmp_path, text))
    (repair,) = reading.repairs
    assert (repair.row, repair.found) == (10, "999")
    assert reading.records["ucdp.signatories"].height == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("'2015-06-20'", "'2014-06-20'", r"row 1.*is not the year of the date"),
        ("'2015-06-20'", "'2015-06-31'", r"row 1.*date"),
        ("- 454", "- all", r"row 10.*no list of numbers of dyads"),
        ("incompatibility: '1'", "incompatibility: '9'", r"row 1.*is not a known value"),
        ("id: 31", "id: 30", r"(?s)30.*row 10|row 10.*30"),
        ("- id: 31", "- &a id: 31\n  x: *a", "refers to parts of itself|no YAML"),
        ("  year: 2015\n", "", r"row 1.*year"),
        ("- 454\n", "- 454\n }", "no YAML"),
    ],
)
def test_wrong_agreements_are_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        peace_agreements.read_agreements(written(tmp_path, AGREEMENTS.replace(old, new)))


def test_a_registry_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, dyads=DYADS.replace("id: 454", "id: many"))
    with pytest.raises(SourceError, match=r"dyads.yaml, row 10.*many"):
        peace_agreements.read_agreements(path)


def test_other_texts_in_yaml_are_left_alone(tmp_path: Path) -> None:
    for text in (DYADS, "case: mali\nmission: MINUSMA\n", "- a\n- b\n"):
        path = tmp_path / "other.yaml"
        path.write_text(text, encoding="utf-8")
        recognition = recognise(path, all_readers())
        assert recognition.reader is None and "a text file" in recognition.reason


def test_an_episode_lasts_while_it_has_no_end(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "dyads.yaml").write_text(DYADS, encoding="utf-8")
    (tmp_path / "tables").mkdir()
    path = tmp_path / "tables" / "e.csv"
    path.write_text(good_files()["episodes of dyads"].text, encoding="utf-8")
    records = peace_agreements.read_episodes(path).records
    assert records["ucdp.episodes"].drop("row").rows()[1:] == [
        (1418201, 14182, 2014, 2015, "peace agreement"),
        (1418202, 14182, 2017, None, None),
    ]
    assert records["ucdp.episode_sides"].filter(episode=1418202)["party"].to_list() == [
        "Government of Mali", "CMA",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("end_year", "2013", "is before start_year"),
        ("end_year", "", "is empty, and the episode is terminated"),
        ("terminated", "0", "is given, and the episode is not terminated"),
        ("outcome", "surrender", "is not a known value"),
    ],
)
def test_wrong_episodes_are_refused(tmp_path: Path, column: str, value: str, says: str) -> None:
    path = tmp_path / "e.csv"
    path.write_text(good_files()["episodes of dyads"].changed(column, value), encoding="utf-8")
    with pytest.raises(SourceError, match=f"row 3.*{says}"):
        peace_agreements.read_episodes(path)


@pytest.mark.pack
def test_every_agreement_of_the_pack_has_signatories(pack_2026: Path) -> None:
    path = pack_2026 / "violence" / "registry" / "peace-agreements.yaml"
    reading = peace_agreements.read_agreements(path)
    agreements, parties = (
        reading.records[f"ucdp.{name}"] for name in ("agreements", "signatories")
    )
    assert not reading.repairs and agreements.height == 374
    assert set(parties["agreement"]) == set(agreements["agreement"])
    algiers = parties.filter(agreement=30).select("party", "country").rows()
    assert algiers == [("Government of Mali", "MLI"), ("CMA", "MLI")]
