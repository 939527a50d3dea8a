"""The brief in French: complete, numbers and dates by locale, quotations as they are."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from brief.composed import reference
from peaceops.brief import Brief, first_lines
from peaceops.brief.french import French, catalogue
from peaceops.brief.french_names import preposition
from peaceops.brief.html import to_html
from peaceops.brief.language import FIXED, fixed_words
from peaceops.brief.layout import lay_out
from peaceops.brief.layout.option_changes import tasks_in_words
from peaceops.brief.markdown import to_markdown
from peaceops.brief.schema import to_json
from peaceops.brief.word import to_docx
from peaceops.brief.wording import amount, day, number, percent, plural
from peaceops.brief.words import say
from peaceops.domain.messages import as_it_is, capitalised, listed, message, run_together, slots_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "peaceops"
LAID_OUT = sorted(
    [*(SOURCE / "brief").glob("layout/**/*.py"), *(SOURCE / "brief").glob("charts_*.py")]
)
RULES = SOURCE / "mandate" / "task_rules.csv"
WRITERS = frozenset(
    ("say", "fill", "message", "Heading", "Table", "Chart", "Column", "Paragraph", "Text",
     "Missing", "Part", "missing")
)  # fmt: skip
"""Calls whose literal texts a page shows."""
IDENTIFIERS = ("id", "csv", "style", "behind", "key")
PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'"})
NOT_ENGLISH = re.compile(r"\b(the|of|which|with|from|were|have|has|that|this|their|than|is)\b")
"""Small words that no French text holds."""


STILL_ENGLISH = re.compile(r"the edition \S+ holds no table \w+$")
"""Texts of errors that a gap repeats; this list may only shrink."""


def french(text: str) -> str:
    """A text in French, with plain blanks and apostrophes."""
    return French()(text).translate(PLAIN)


def literals(call: ast.Call) -> Iterator[str]:
    """Texts that a call is given as such, also those of a choice between two."""
    named = [item.value for item in call.keywords if item.arg not in IDENTIFIERS]
    for argument in (*call.args, *named):
        for node in ast.walk(argument) if isinstance(argument, ast.IfExp) else (argument,):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def shown_texts(path: Path) -> Iterator[str]:
    """The texts of a module of the layout."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in WRITERS:
                yield from literals(node)


def is_words(text: str) -> bool:
    """Whether a text has words of English: small letters outside of slots, and no identifier."""
    bare = re.sub(r"\{.*?\}", "", text)
    return bool(re.search(r"[a-z]{2}", bare)) and not re.fullmatch(r"[a-z0-9_.-]+", text)


def is_in_catalogue(text: str) -> bool:
    """Whether a text has a translation, as it begins or with the other kind of first letter."""
    return not {text, text[:1].swapcase() + text[1:]}.isdisjoint(catalogue())


@pytest.mark.parametrize("path", LAID_OUT, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_text_of_the_layout_is_in_the_catalogue(path: Path) -> None:
    texts = {text for text in shown_texts(path) if is_words(text)}
    missing = [text for text in sorted(texts) if not is_in_catalogue(text)]
    assert not missing, "add to src/peaceops/brief/locale/fr.po:\n" + "\n".join(missing)


def test_options_that_every_mission_has_are_in_the_catalogue() -> None:
    """Their names and what they are, as ``case/standard.py`` gives them."""
    tree = ast.parse((SOURCE / "case" / "standard.py").read_text("utf-8"))
    values = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    texts = {
        text.value
        for node in values
        if isinstance(node, ast.Dict)
        for text in node.values
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }
    assert "Drawdown and withdrawal" in texts
    assert not [text for text in texts if is_words(text) and not is_in_catalogue(text)]


def test_tasks_of_mandates_are_in_the_catalogue() -> None:
    names = [rule["task"] for rule in csv.DictReader(RULES.read_text("utf-8").splitlines())]
    texts = [tasks_in_words([name]) for name in names]
    assert len(texts) == 40
    assert not [text for text in texts if text not in catalogue()]
    assert french(tasks_in_words(["ch7", "prociv"])) == (
        "agir en vertu du Chapitre VII, protéger les civils"
    )


def test_a_translation_has_the_slots_of_its_text() -> None:
    texts = catalogue().items()
    assert [text for text, french in texts if slots_of(text) != slots_of(french)] == []


def test_words_of_templates_are_translated() -> None:
    told = fixed_words("fr")
    same = {words for words in FIXED if told[words] == words}
    assert same <= {"Documents", "Source", "page", "Figure"}


def test_numbers_and_dates_are_those_of_the_locale() -> None:
    assert french(number(13289)) == "13 289"
    assert french(number(12.5)) == "12,5"
    assert french(percent(0.86)) == "86 %"
    assert french(percent(0.001)) == "< 1 %"
    assert french(day(date(2023, 6, 30))) == "30 juin 2023"
    assert french(day(date(2023, 7, 1))) == "1er juillet 2023"
    assert french(amount(2338, "deaths")) == "2 338 décès"
    assert french(amount(1_169_000_000.0, "US dollars")) == "1 169 millions de dollars"
    assert french(plural(1, "month")) == "1 mois"
    assert french(
        message("{share:.1%} of {date:%B %Y}", share=0.125, date=date(2023, 6, 1))
    ).startswith("12,5 %")


def test_the_singular_holds_below_two() -> None:
    assert french(plural(0, "vote")) == "0 vote"
    assert french(plural(2, "vote")) == "2 votes"


def test_a_text_is_told_anew_from_its_template() -> None:
    text = say("In the twelve months to {until:month} UCDP records {each}.", until=date(2023, 4, 1),
               each="deaths").text  # fmt: skip
    assert french(text) == "Sur les douze mois jusqu'en avril 2023, l'UCDP recense décès."
    assert french(capitalised(listed(["Mali", "Chad", "China"]))) == "Mali, Tchad et Chine"
    assert french(run_together("; ", ["Troops", "Police"])) == "Militaires ; Police"


@pytest.mark.parametrize(
    ("name", "how", "words"),
    [
        ("Liban", "in", "au Liban"),
        ("Iraq", "in", "en Iraq"),
        ("République centrafricaine", "of", "de la République centrafricaine"),
        ("Haïti", "in", "à Haïti"),
        ("Israël", "of", "d'Israël"),
        ("Comores", "to", "aux Comores"),
        ("ONUST", "of", "de l'ONUST"),
        ("BINUH", "the", "le BINUH"),
        ("les violences organisées", "to", "aux violences organisées"),
    ],
)
def test_a_slot_may_ask_for_article_and_preposition(name: str, how: str, words: str) -> None:
    assert preposition(name, how) == words


def test_a_name_stands_and_a_text_without_translation_is_told() -> None:
    teller = French()
    assert teller(as_it_is("head of the mission")) == "head of the mission"
    assert teller("A sentence nobody translated.") == "A sentence nobody translated."
    assert list(teller.missing) == ["A sentence nobody translated."]


def test_no_language_but_those_two() -> None:
    with pytest.raises(ValueError, match="en, fr; not 'de'"):
        lay_out(reference(), "de")


@pytest.mark.slow
def test_the_whole_brief_is_in_french(full: Brief, empty: Brief) -> None:
    for brief in (full, empty):
        page = lay_out(brief, "fr")
        assert page.language == "fr"
        english = [
            text
            for text in page.untranslated
            if NOT_ENGLISH.search(text) and not STILL_ENGLISH.match(text)
        ]
        assert not english, "\n".join(english)


@pytest.mark.slow
def test_every_format_says_its_language(full: Brief) -> None:
    page = lay_out(full, "fr")
    html, text = to_html(page), to_markdown(page)
    assert '<html lang="fr">' in html
    assert "Ce que le Conseil peut décider" in html
    assert "Non connu ici" in text
    assert to_docx(page)[:2] == b"PK"
    assert first_lines(full, "fr")[0].startswith("Le Mali demande le départ")


@pytest.mark.slow
def test_quotations_and_data_stay_as_they_are(full: Brief) -> None:
    case = full.case
    assert case is not None
    quoted = [item.quotation for item in case.statements if item.quotation]
    text = to_html(lay_out(full, "fr"))
    assert all(words in text for words in quoted)
    before = to_json(full)
    lay_out(full, "fr")
    assert to_json(full) == before
