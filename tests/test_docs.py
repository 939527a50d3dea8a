"""Commands in the README and the docs run, and print what the docs say they print.

A ``console`` block holds lines ``$ peaceops ...``; the lines below a command must appear in its
output in that order, ``...`` standing for anything.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OLDER = "was built before the table existed"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


Command = tuple[str, list[str]]


def blocks() -> list[tuple[str, list[Command]]]:
    """Each page's blocks: the page, and its commands with the lines that they must print."""
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            commands = []
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *expected = part.rstrip().splitlines()
                commands.append((command, [one.strip() for one in expected]))
            found.append((str(page.relative_to(ROOT)), commands))
    return found


@pytest.mark.slow
def test_the_page_on_python_runs_from_top_to_bottom() -> None:
    """Its blocks are one session: a later one uses what an earlier one made."""
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    session: dict[str, object] = {}
    exec(compile(code, "docs/python.md", "exec"), session)
    assert session["merged"] is not None and session["ahead"] is not None


@pytest.mark.slow
@pytest.mark.parametrize(("page", "commands"), blocks(), ids=lambda one: str(one)[:40])
def test_documented_commands_print_what_is_documented(
    page: str, commands: list[Command], tmp_path: Path
) -> None:
    """The commands of a block run one after the other in one empty folder."""
    shared = ROOT.parent / "shared"
    settings = tmp_path / ".settings.toml"  # hidden: no command takes it for a file of its own
    settings.touch()
    for command, expected in commands:
        words = shlex.split(command)
        assert words[0] == "peaceops", f"{page}: only peaceops commands are run"
        for index, word in enumerate(words):
            if word.startswith("../shared/"):
                path = shared / word.removeprefix("../shared/")
                if not path.exists():
                    pytest.skip(f"the public data pack is not at {path}")
                words[index] = str(path)
        done = subprocess.run(
            [str(Path(sys.executable).with_name("peaceops")), *words[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "COLUMNS": "200", "PEACEOPS_SETTINGS": str(settings)},
        )
        printed = done.stdout + done.stderr
        if OLDER in printed:
            pytest.skip("the edition that ships was built before a table of the page existed")
        check_output(f"{page}: {command}", expected, printed)


def check_output(what: str, expected: list[str], printed: str) -> None:
    position = 0
    for line in expected:
        if line == "...":
            continue
        pattern = re.escape(line).replace(re.escape("..."), ".*")
        match = re.compile(pattern).search(printed, position)
        assert match, f"{what}\nexpected: {line}\nprinted:\n{printed}"
        position = match.end()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
