"""A text in another language is told, so that nobody takes silence for an empty document."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.reading.language import language_of

FRENCH = (
    "Le ministre des affaires étrangères du Mali a demandé vendredi le retrait sans délai de la "
    "mission de maintien de la paix dans son pays. Les membres du Conseil se sont divisés sur les "
    "options que le Secrétaire général a présentées, et la France a dit que la mission est utile "
    "pour la population et pour toute la région, selon les diplomates qui ont suivi la réunion."
)
SPANISH = (
    "El ministro de asuntos exteriores de Malí pidió el viernes en el Consejo la retirada de la "
    "misión de las Naciones Unidas en el país, y los miembros del Consejo se dividieron sobre las "
    "opciones que se presentaron en enero por el Secretario General para el futuro de la misión y "
    "como se dijo en el informe de la semana los civiles son los que más sufren en el norte."
)


def test_french_and_english_are_told_apart() -> None:
    english = (
        "The foreign minister of Mali asked on Friday for the withdrawal of the mission from his "
        "country without delay, and the members of the Council were divided on the options that "
        "were put by the Secretary-General to it in January and in the report of the week."
    )
    assert language_of(FRENCH) == "French"
    assert language_of(english) == "English"
    assert language_of("Mali MINUSMA 2023") is None


def test_a_spanish_file_is_answered_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "mali.txt"
    path.write_text(SPANISH, encoding="utf-8")
    told = CliRunner().invoke(app, ["read", str(path), "--published", "2023-06-17", "--no-model"])
    assert told.exit_code == 0
    assert "Spanish" in told.stderr
    assert "--endpoint" in told.stderr


def test_a_french_file_is_read_and_nothing_is_told_of_its_language(tmp_path: Path) -> None:
    path = tmp_path / "mali.txt"
    path.write_text(FRENCH, encoding="utf-8")
    told = CliRunner().invoke(app, ["read", str(path), "--published", "2023-06-17", "--no-model"])
    assert told.exit_code == 0
    assert "French" not in told.stderr
