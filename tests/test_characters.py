"""Control characters are named, cleaned or escaped, and nothing else is touched."""

from __future__ import annotations

import doctest

import pytest

from peaceops import characters


def test_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(characters)
    assert results.attempted > 0
    assert results.failed == 0


@pytest.mark.parametrize("text", ["Côte d'Ivoire\n\tlines\r\n", "محمد", "安理会", "½ – “quoted”"])
def test_ordinary_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert characters.control_characters(text) == []
    assert characters.cleaned(text) == characters.printable(text) == text


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066"])
def test_control_characters_and_turns_of_direction_are_found(sign: str) -> None:
    text = f"before{sign}after"
    assert characters.control_characters(text) == [f"U+{ord(sign):04X}"]
    assert characters.cleaned(text) == "before after"
    assert sign not in characters.printable(text)


def test_a_lone_surrogate_can_be_printed() -> None:
    assert characters.printable("a\udc80b").encode("utf-8") == b"a\\udc80b"
