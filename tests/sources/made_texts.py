"""Small documents of the Council in the publisher's layout, made up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Piece = Mapping[str, Any]


def piece(text: str, type: str = "paragraph", **fields: object) -> dict[str, Any]:
    """A piece of a document with the publisher's fields."""
    return {
        "text": text,
        "type": type,
        "heading_level": None,
        "paragraph_type": None,
        "paragraph_level": None,
        "prefix": None,
        "action_verb": None,
        "action_verb_type": None,
        "action_verb_normalized": None,
        "links": [],
        **fields,
    }


def preamble(text: str) -> dict[str, Any]:
    return piece(
        text, paragraph_type="preambular", action_verb=text.split(maxsplit=1)[0],
        action_verb_type="preambular" if text.endswith(",") else None,
    )  # fmt: skip


def operative(number: str, text: str, level: int = 1) -> dict[str, Any]:
    return piece(
        text, paragraph_type="operative", paragraph_level=level, prefix=number,
        action_verb=text.split(maxsplit=1)[0] if level == 1 else None,
        action_verb_type="operative" if level == 1 else None,
    )  # fmt: skip


def resolution(
    number: int, year: int, day: str, body: Sequence[Piece], *, meeting: str = "9999th"
) -> list[Piece]:
    """A resolution: its title, its date, and what follows."""
    return [
        piece(f"Resolution {number} ({year})", "title"),
        piece(
            f"Adopted by the Security Council at its {meeting} meeting, on\n{day}", "frontmatter"
        ),
        piece("The Security Council,", paragraph_type="preambular"),
        *body,
    ]


OLD = resolution(9001, 2031, "14 May 2031", [
    preamble("Recalling all its previous resolutions on the situation in Testland,"),
    preamble("Welcoming the report of the Secretary-General of 3 April 2031,"),
    preamble("Acting under Chapter VII of the Charter of the United Nations,"),
    operative("1.", "Decides to extend the mandate of UNTEST until 31 May 2032;"),
    operative("2.", "Decides that UNTEST shall comprise up to 5,000 military personnel;"),
    operative("3.", "Decides that the mandate of UNTEST shall include the following tasks:"),
    operative("(a)", "To protect civilians under threat of physical violence in its areas of "
              "deployment;", 2),
    operative("(b)", "To monitor and report on violations of human rights throughout Testland;", 2),
    operative("(c)", "To support the Government in preparing and holding free elections in 2032;",
              2),
    operative("4.", "Calls on the Testland authorities to reform the police and the courts;"),
    operative("5.", "Urges the Testland authorities to cooperate fully with UNTEST in good faith;"),
    operative("6.", "Thanks the Testland authorities for the land on which the mission stands;"),
    operative("7.", "Decides to remain seized of the matter."),
])  # fmt: skip
NEW = resolution(9050, 2032, "30 May 2032", [
    preamble("Recalling all its previous resolutions on the situation in Testland,"),
    preamble("Welcoming the report of the Secretary-General of 2 April 2032,"),
    preamble("Acting under Chapter VII of the Charter of the United Nations,"),
    operative("1.", "Decides to extend the mandate of UNTEST until 31 May 2033;"),
    operative("2.", "Decides that UNTEST shall comprise up to 4,000 military personnel;"),
    operative("3.", "Decides that the mandate of UNTEST shall include the following tasks:"),
    operative("(a)", "To monitor and report on violations of human rights throughout Testland;", 2),
    operative("(b)", "To protect civilians under threat of physical violence in its areas of "
              "deployment;", 2),
    operative("(c)", "To clear mines along the main roads and to train national deminers in this "
              "work;", 2),
    operative("4.", "Calls on the Testland Government to reform the police and the courts;"),
    operative("5.", "Urges the Testland Government to cooperate fully with UNTEST in good faith;"),
    operative("6.", "Thanks the Testland Government for the land on which the mission stands;"),
    operative("7.", "Decides to remain seized of the matter;"),
])  # fmt: skip


def write(folder: Path, name: str, content: object) -> Path:
    """Write a document as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def write_texts(folder: Path) -> Path:
    """Write two mandates of a made-up mission."""
    write(folder, "S_RES_9001(2031).json", OLD)
    write(folder, "S_RES_9050(2032).json", NEW)
    return folder
