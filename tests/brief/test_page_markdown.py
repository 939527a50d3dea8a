"""The Markdown: whole tables, links that lead somewhere, hostile text escaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from peaceops.brief.document import Brief
from peaceops.brief.layout import lay_out
from peaceops.brief.markdown import coded, escaped, to_markdown
from peaceops.brief.page import Page


@pytest.fixture(params=["full_page", "empty_page", "hostile"])
def markdown(request: pytest.FixtureRequest) -> str:
    given = request.getfixturevalue(request.param)
    return to_markdown(given if isinstance(given, Page) else lay_out(given))


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line)) - 1


def test_tables_are_well_formed(markdown: str):
    lines = markdown.split("\n")
    for place, line in enumerate(lines):
        if re.fullmatch(r"\|( -+:? \|)+", line):
            count = _cells(line)
            assert lines[place - 2] == "", "a table needs an empty line before it"
            assert _cells(lines[place - 1]) == count
            after = place + 1
            while lines[after].startswith("|"):
                assert _cells(lines[after]) == count, lines[after]
                after += 1
            assert after > place + 1
            assert lines[after] == ""


def test_there_are_tables(full_page: Page):
    assert len(re.findall(r"^\|( -+:? \|)+$", to_markdown(full_page), re.MULTILINE)) >= 8


def test_every_link_within_has_a_target(markdown: str):
    targets = re.findall(r'<a id="([^"]+)"></a>', markdown)
    assert sorted(targets) == sorted(set(targets))
    assert set(re.findall(r"\]\(#([^)]+)\)", markdown)) <= set(targets)


def test_headings_stand_alone(markdown: str):
    lines = markdown.split("\n")
    for place, line in enumerate(lines):
        if line.startswith("#") and place:
            assert lines[place - 1] == lines[place + 1] == ""


def test_hostile_text_is_escaped(hostile: Brief):
    markdown = to_markdown(lay_out(hostile))
    assert "<script" not in markdown
    assert not re.search(r"(?<!\\)\]\(<?javascript:", markdown)
    assert "](<>)" not in markdown
    assert "&lt;script&gt;" in markdown


def test_code_stays_code_in_a_remedy_of_ours_and_a_lone_backquote_is_escaped():
    assert coded("run `peaceops data_build` a_b") == "run `peaceops data_build` a\\_b"
    assert coded("a ` b") == "a \\` b"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("run `rm`", "run \\`rm\\`"),
        ("$a$ ~~b~~ \\c", "\\$a\\$ \\~\\~b\\~\\~ \\\\c"),
        ("1. a list", "1\\. a list"),
        ("1.5 million", "1.5 million"),
        ("= a heading", "\\= a heading"),
        ("a\x1b[2Jb", "a \\[2Jb"),
    ],
)
def test_a_text_of_the_user_stands_as_it_is(text: str, written: str):
    assert escaped(text) == written


def test_the_same_brief_gives_the_same_bytes(full: Brief, full_page: Page):
    assert to_markdown(lay_out(replace(full))) == to_markdown(full_page)
