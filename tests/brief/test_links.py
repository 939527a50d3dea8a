"""Every symbol of a document leads to the document, and nothing else does."""

from __future__ import annotations

import pytest

from peaceops.brief import page as pages
from peaceops.brief.html import linked as linked_html
from peaceops.brief.links import document_address, spans, symbols_in
from peaceops.brief.markdown import linked as linked_markdown

SERVED = "https://docs.un.org/en/"


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("S/RES/2640 (2022)", "S/RES/2640(2022)"),
        ("S/RES/2640(2022)", "S/RES/2640(2022)"),
        ("S/RES/2640\u00a0(2022)", "S/RES/2640(2022)"),
        ("S/2023/36", "S/2023/36"),
        ("S/2023/36/Add.1", "S/2023/36/Add.1"),
        ("S/PV.9350", "S/PV.9350"),
        ("S/PRST/2024/7", "S/PRST/2024/7"),
        ("S/10446/Rev.1", "S/10446/Rev.1"),
        ("S/96/Rev.7", "S/96/Rev.7"),
        ("A/RES/80/276", "A/RES/80/276"),
        ("A/RES/1000 (ES-I)", "A/RES/1000(ES-I)"),
        ("A/C.5/76/24", "A/C.5/76/24"),
        ("A/HRC/52/81", "A/HRC/52/81"),
        ("A/77/767/Add.6", "A/77/767/Add.6"),
    ],
)
def test_a_symbol_has_an_address(symbol: str, path: str) -> None:
    assert document_address(symbol) == SERVED + path
    assert symbols_in(f"As in {symbol}, and after ({symbol}).") == (symbol,)


@pytest.mark.parametrize(
    "words",
    ["SC/15339", "S/RES/2640", "TS/2023/36", "n/a", "A/B", "24/7", "S/PV.9350x", "US/2023/36",
     "https://docs.un.org/en/S/2023/36", "S/2023/36-EN", "tables/S/2023/36.csv"],
)  # fmt: skip
def test_what_is_no_symbol_has_none(words: str) -> None:
    assert document_address(words) is None
    assert symbols_in(f"See {words} there.") == ()


def test_the_pieces_of_a_text_are_the_text() -> None:
    text = "S/RES/2640 (2022) and S/2023/36, S/PV.9350."
    assert "".join(span.text for span in spans(text)) == text
    assert sum(span.address is not None for span in spans(text)) == 3
    assert spans("") == ()


def test_html_and_markdown_lead_to_the_document_and_escape_the_rest() -> None:
    assert linked_html("<b> S/2023/36") == (
        '&lt;b&gt; <a class="document" href="https://docs.un.org/en/S/2023/36" '
        'rel="external noreferrer">S/2023/36</a>'
    )
    assert linked_markdown("a_b S/RES/2640 (2022)") == (
        r"a\_b [S/RES/2640 (2022)](<https://docs.un.org/en/S/RES/2640(2022)>)"
    )


def test_a_text_tells_its_links() -> None:
    text = pages.Text("By S/2023/36.", small="S/PV.9350")
    assert text.links == (
        ("S/2023/36", SERVED + "S/2023/36"),
        ("S/PV.9350", SERVED + "S/PV.9350"),
    )
