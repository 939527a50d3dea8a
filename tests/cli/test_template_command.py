"""`peaceops data template`: files of the user's own, from the first line to a brief's figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.edition import build_edition
from peaceops.errors import SourceError
from peaceops.sources import TEMPLATES

RUN = CliRunner()


@pytest.mark.parametrize("layout", sorted(TEMPLATES))
def test_a_template_is_printed_or_written_and_never_over_a_file(tmp_path: Path, layout: str):
    text = TEMPLATES[layout].text()
    assert RUN.invoke(app, ["data", "template", layout]).output == text
    file = tmp_path / "mine.csv"
    written = RUN.invoke(app, ["data", "template", layout, "--out", str(file)])
    assert written.exit_code == 0
    assert file.read_text(encoding="utf-8") == text
    assert all(name in written.output for name in TEMPLATES[layout].columns)
    file.write_text("mine", encoding="utf-8")
    assert RUN.invoke(app, ["data", "template", layout, "--out", str(file)]).exit_code != 0
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_layout_that_does_not_exist_is_refused_with_those_that_do() -> None:
    result = RUN.invoke(app, ["data", "template", "mandate"])
    assert isinstance(result.exception, SourceError) or result.exit_code != 0
    assert "mandates" in str(result.exception) + result.output


def test_rows_without_the_council_s_votes_are_reported_and_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for layout, template in TEMPLATES.items():
        (folder / f"{layout}.csv").write_text(template.text(), encoding="utf-8")
    # A table needs some file of a publisher's.
    (folder / "plain.csv").write_text(
        "country,month,state_based,non_state,one_sided\nMLI,2023-01,1,0,2\nMLI,2023-02,1,0,2\n",
        encoding="utf-8",
    )
    built = build_edition(folder, tmp_path / "edition")
    dropped = [repair for repair in built.repairs if repair.used == "(dropped)"]
    assert len(dropped) == sum(len(template.rows) for template in TEMPLATES.values())
    assert {repair.file for repair in dropped} == {f"{layout}.csv" for layout in TEMPLATES}


@pytest.mark.pack
@pytest.mark.slow
def test_a_user_s_renewal_is_the_mandate_in_force(pack: Path, tmp_path: Path) -> None:
    from datetime import date

    file = tmp_path / "mine.csv"
    RUN.invoke(app, ["data", "template", "mandates", "--out", str(file)])
    sources = [pack / "council", pack / "missions", file]
    built = build_edition(sources, tmp_path / "edition")
    mandate = built.edition.as_of(date(2025, 11, 1)).mission("MINURSO").mandate
    assert (mandate.resolution, mandate.ends) == ("S/RES/2797 (2025)", date(2026, 10, 31))
    assert mandate.figures[0].evidence[0].files == (("mine.csv", "2"),)
    before = built.edition.as_of(date(2025, 10, 30)).mission("MINURSO").mandate
    assert before.resolution == "S/RES/2703 (2023)"
    unifil = built.edition.as_of(date(2025, 11, 1)).mission("UNIFIL").mandate
    assert unifil.withdrawn_by == date(2027, 12, 31)
    assert "user-tables" in built.edition.manifest.tables["mandates"].publications
    assert sum(repair.file == "mine.csv" for repair in built.repairs) >= 2
