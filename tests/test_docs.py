"""Commands in the README and the docs run, and print what the docs say they print.

A ``console`` block holds lines ``$ peaceops ...``; the lines below a command must appear in its
output in that order, ``...`` standing for anything.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> list[tuple[str, str, list[str]]]:
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *expected = part.rstrip().splitlines()
                name = f"{page.relative_to(ROOT)}: {command}"
                found.append((name, command, [one.strip() for one in expected]))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("name", "command", "expected"), commands(), ids=lambda one: str(one)[:70])
def test_a_documented_command_prints_what_is_documented(
    name: str, command: str, expected: list[str], tmp_path: Path
) -> None:
    words = shlex.split(command)
    assert words[0] == "peaceops", f"{name}: only peaceops commands are run"
    if "../shared/data" in words:
        if not (ROOT.parent / "shared" / "data").is_dir():
            pytest.skip("the public data pack is not beside the checkout")
        words[words.index("../shared/data")] = str(ROOT.parent / "shared" / "data")
    run = [str(Path(sys.executable).with_name("peaceops")), *words[1:]]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    printed = done.stdout + done.stderr
    position = 0
    for line in expected:
        if line == "...":
            continue
        pattern = re.escape(line).replace(re.escape("..."), ".*")
        match = re.compile(pattern).search(printed, position)
        assert match, f"{name}\nexpected: {line}\nprinted:\n{printed}"
        position = match.end()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
