"""A text in another language is told, so that nobody takes silence for an empty document."""

from __future__ import annotations

from pathlib import Path

import pytest
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


ARABIC = "طلب وزير خارجية مالي من مجلس الأمن سحب بعثة الأمم المتحدة دون تأخير."
RUSSIAN = "Правительство Мали попросило Совет Безопасности вывести миссию без промедления."
CHINESE = "马里政府要求安全理事会立即撤出特派团。乍得宣布将撤出1420名士兵。"
PORTUGUESE = (
    "O governo de Angola disse que não vai retirar os seus soldados da missão, e que a decisão do "
    "Conselho foi tomada com o apoio de todos os membros."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "Arabic"),
        (RUSSIAN, "Russian"),
        (CHINESE, "Chinese"),
        ("マリ政府は安全保障理事会に対し、派遣団の即時撤退を求めた。", "Japanese"),
        ("Уряд Малі попросив Раду Безпеки вивести місію, її солдати є на місці.", "Ukrainian"),
        ("የማሊ መንግሥት ተልዕኮው እንዲወጣ ጠየቀ", "a language in Ethiopic script"),
        (PORTUGUESE, "Portuguese"),
        (" ".join(SPANISH.split()[:30]), "Spanish"),
        (f"{RUSSIAN} MINUSMA S/2023/463", "Russian"),
        ("Mali MINUSMA 2023 迪奥普", None),
    ],
)
def test_a_language_is_told_by_its_script_and_then_by_its_words(
    text: str, language: str | None
) -> None:
    assert language_of(text) == language
    assert language_of(text * 6) == language


@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, CHINESE, PORTUGUESE])
def test_a_text_that_the_rules_do_not_read_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mali.txt"
    path.write_text(text, encoding="utf-8")
    told = CliRunner().invoke(app, ["read", str(path), "--published", "2023-06-17", "--no-model"])
    assert told.exit_code == 0
    assert "expect next to nothing" in told.stderr


def test_nothing_found_in_no_known_language_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mali.txt"
    path.write_text("Xyzzy plugh qwert asdf", encoding="utf-8")
    told = CliRunner().invoke(app, ["read", str(path), "--published", "2023-06-17", "--no-model"])
    assert "its language cannot be told" in told.stderr
