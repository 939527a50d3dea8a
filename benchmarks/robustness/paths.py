"""Folders of the user's own named as ``--out``: nothing in them may be touched.

How a try is judged. Every byte of the user's that was there before must be there after, at the same
place; any change is a LOSS. Where the target is a fit one (an empty folder, an edition of ours) the
work must be done; where it is not, it must be refused, also when no harm was done this time
(SILENT). A dangling link and a folder with nothing but a hidden file may be taken or refused.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.robustness import stand
from benchmarks.robustness.core import Try, Verdict, command_line, harmed, in_child, said, snapshot

LIMIT = 240.0
USER = {"mine.parquet": b"PAR1 mine PAR1", "sales.12345678.parquet": b"PAR1 my sales PAR1",
        "thesis.docx": b"PK mine", "repairs.csv": b"car,date\nvan,2020\n",
        "brief.json": b"{}", "brief.html": b"<p>mine", "tables/options.csv": b"my,options\n",
        ".building-mine/plan.txt": b"of my house"}  # fmt: skip


def tries(_seed: int) -> Iterator[Try]:
    """Targets of builds, cuts, briefs, pages and exports."""
    base = stand.base_folder()
    stand.load()
    briefs = stand.composed_briefs()
    stand.set_up(partial(_prepare, base))
    for name, prepare, words, fit in _targets():
        yield Try("paths", words[0] + " " + words[1], f"{' '.join(words)}: {name}",
                  partial(_run, base, prepare, words, fit), LIMIT)  # fmt: skip
    for name, prepare, fit in _places():
        yield Try("paths", "brief written", f"brief written to {name}",
                  partial(_brief, base, briefs, prepare, fit), LIMIT)  # fmt: skip


def _prepare(base: Path) -> None:
    """Sources, an edition of each, and the user's own folder."""
    stand.sources(base)
    for which in ("old", "new"):
        stand.build(which, base)
        (base / "out").rename(base / f"edition-{which}")
    _put_user(base / "mine")


def _put_user(folder: Path) -> None:
    for name, body in USER.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


Prepare = Callable[[Path], Any]


def _nothing(_: Path) -> None:
    """Prepare nothing."""


def _targets() -> Iterator[tuple[str, Prepare, tuple[str, ...], bool | None]]:
    build = ("data", "build", "{f}/in-new", "--out")
    cut = ("data", "cut", "--as-of", "2014-08-01", "--edition", "{f}/edition-new", "--out")
    for words in (build, cut):
        for name, prepare, fit in _places():
            yield name, prepare, (*words, "{f}/target"), fit
        yield "the folder around everything", _nothing, (*words, "{f}"), False
        yield "a folder in the source", _nothing, (*words, "{f}/in-new/edition"), words is cut
        yield "the home folder", _home, (*words, "{f}/home"), False
        yield "the other edition", _nothing, (*words, "{f}/edition-old"), True
        yield "the file of a table", _nothing, (*words, "{f}/mine/mine.parquet"), False
        yield "below a file", _nothing, (*words, "{f}/mine/mine.parquet/edition"), False
        yield "the starter", _nothing, (*words, "{package}/starter"), False
        yield "a folder in the starter", _nothing, (*words, "{package}/starter/mine"), False
        yield "the shipped cases", _nothing, (*words, "{package}/case/shipped"), False
    yield "the source", _nothing, (*build, "{f}/in-new"), False
    yield "the source with ..", _nothing, (*build, "{f}/mine/../in-new"), False
    yield "around the source", _around, (*build, "{f}/around"), False
    yield "the source by a link", _link_to("in-new"), (*build, "{f}/target"), False
    yield "the edition read", _nothing, (*cut, "{f}/edition-new"), False
    yield "a folder in the edition read", _nothing, (*cut, "{f}/edition-new/cut"), False
    yield "the edition read by a link", _link_to("edition-new"), (*cut, "{f}/target"), False
    yield "a source in an edition", _source_in_edition, (
        "data", "build", "{f}/edition-old/in", "--out", "{f}/edition-old"), False  # fmt: skip
    new = ("case", "new", "MINUSMA", "--as-of", "2022-06-16", "--out")
    yield "a file of the user's", _nothing, (*new, "{f}/mine/thesis.docx"), False
    yield "a folder", _nothing, (*new, "{f}/mine"), False
    yield "a dangling link", _dangling, (*new, "{f}/target"), True


def _places() -> Iterator[tuple[str, Prepare, bool | None]]:
    yield "a new folder", _nothing, True
    yield "an empty folder", lambda f: (f / "target").mkdir(), True
    yield "the user's own folder", lambda f: shutil.copytree(f / "mine", f / "target"), False
    yield "a folder with one file of the user's", lambda f: _one_file(f, "mine.parquet"), False
    yield "a folder with a hidden file", lambda f: _one_file(f, ".hidden"), None
    yield "a folder with a manifest of another program", _other_manifest, False
    yield "a folder with an empty manifest", lambda f: _one_file(f, "manifest.json", b""), False
    yield "a folder with a page called brief.html", lambda f: _one_file(f, "brief.html"), False
    yield "a file", lambda f: (f / "target").write_bytes(b"mine"), False
    yield "a link to the user's own folder", _link_to("mine"), False
    yield "a dangling link", _dangling, None
    yield "a pipe", lambda f: os.mkfifo(f / "target"), False
    yield "a folder with a folder of the user's", lambda f: _one_file(f, "sub/own.csv"), False
    yield "a folder with old work of the user's", lambda f: _one_file(f, ".building-x/a"), False


def _one_file(folder: Path, name: str, body: bytes = b"mine") -> None:
    path = folder / "target" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(body)


def _other_manifest(folder: Path) -> None:
    _put_user(folder / "target")
    (folder / "target" / "manifest.json").write_text('{"name": "my web app", "tables": {}}')


def _link_to(name: str) -> Prepare:
    return lambda folder: (folder / "target").symlink_to(folder / name)


def _dangling(folder: Path) -> None:
    (folder / "target").symlink_to(folder / "nowhere")


def _home(folder: Path) -> None:
    for name in (".bashrc", ".ssh/id", "Documents/thesis.docx", "data/mine.parquet"):
        path = folder / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"mine")


def _around(folder: Path) -> None:
    shutil.copytree(folder / "in-new", folder / "around" / "in")
    (folder / "in-new").rename(folder / "in-before")
    (folder / "in-new").symlink_to(folder / "around" / "in")


def _source_in_edition(folder: Path) -> None:
    shutil.copytree(folder / "in-new", folder / "edition-old" / "in")


def _run(
    base: Path, prepare: Prepare, words: tuple[str, ...], fit: bool | None, folder: Path
) -> Verdict:
    shutil.copytree(base, folder, symlinks=True, dirs_exist_ok=True)
    prepare(folder)
    full = [word.format(f=folder, package=folder / "site" / "peaceops") for word in words]
    if "{package}" in words[-1]:
        return _watched(partial(_of_a_copy, full, folder), folder, fit)
    return _watched(lambda: said(*command_line(*full)), folder, fit)


def _of_a_copy(words: list[str], folder: Path) -> Verdict:
    """Run a copy of the package, so that what it may do to itself is done to the copy."""
    code = "import sys; sys.argv[0] = 'peaceops'; from peaceops.cli import main; main()"
    paths = [str(folder / "site"), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=120,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths)),
                          "PYTHONDONTWRITEBYTECODE": "1"}, check=False,
    )  # fmt: skip
    if "Traceback" in done.stderr:
        return Verdict("TRACEBACK", done.stderr.strip().splitlines()[-1])
    return said(done.returncode, done.stderr)


def _brief(base: Path, briefs: Path, prepare: Prepare, fit: bool | None, folder: Path) -> Verdict:
    shutil.copytree(base, folder, symlinks=True, dirs_exist_ok=True)
    prepare(folder)
    if (folder / "target").exists() or (folder / "target").is_symlink():
        (folder / "target").rename(folder / "out")
    return _watched(partial(_write, briefs, folder), folder, fit)


def _write(briefs: Path, folder: Path) -> Verdict:
    stand.write_brief(briefs, "new", folder)
    return Verdict("same", "done")


def _watched(call: Callable[[], Verdict], folder: Path, fit: bool | None) -> Verdict:
    """Run in a process of its own, and see whether anything that was there is harmed."""
    if isinstance(call, partial) and call.func is _of_a_copy:
        import peaceops  # noqa: PLC0415

        shutil.copytree(Path(peaceops.__file__).parent, folder / "site" / "peaceops",
                        ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    before = snapshot(folder)
    ended = in_child(call, limit=150)
    after, verdict = snapshot(folder), ended.verdict or ended.value
    # What an edition of ours held may be replaced where it is the target.
    mine = {name: body for name, body in before.items()
            if not (fit and name.startswith("edition-old/"))}  # fmt: skip
    if harm := harmed(mine, after):
        return Verdict("LOSS", harm)
    added = [name for name in after if name.startswith("site/") and name not in before]
    if added:
        return Verdict("LOSS", f"written into the package: {', '.join(added[:3])}")
    if fit and verdict.outcome == "refused":
        return Verdict("STOPS", f"a fit target is refused: {verdict.why}")
    if fit is False and verdict.outcome == "same":
        return Verdict("SILENT", "written where it should be refused; nothing is harmed yet")
    return verdict
