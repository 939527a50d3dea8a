"""What kills, races and full disks stand on: an old state, a run that replaces it, and the new one.

Everything is made once, in forked processes, in a folder that the attack keeps; so the attacking
process itself stays free of the threads of native libraries and can fork as often as it likes.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.robustness.core import attempt, command_line, in_child, set_up, snapshot
from benchmarks.robustness.good_files import layouts
from benchmarks.robustness.layout import as_csv

FOREIGN = {"notes of mine.txt": b"do not touch", "mine.csv": b"a,b\n1,2\n"}
KEY = "ab" * 32
CASE = "minusma-2023-06"


@dataclass
class Operation:
    """Something that replaces an old state in ``folder/out`` by a new one.

    Attributes:
        name: What it is.
        run: Does it, in a folder that holds what was prepared.
        prepare: Makes what is there before.
        sound: Says what is wrong with the state, as the product's own reader sees it; "" if
            nothing is.
        slow: Takes seconds, so that it is tried less often.
        old: Names and bytes below the folder before.
        new: And after an undisturbed run.
    """

    name: str
    run: Callable[[Path], Any]
    prepare: Callable[[Path], Any]
    sound: Callable[[Path], str]
    slow: bool = False
    orphans: bool = False  # files that no manifest names are no part of the state
    template: Path = Path()
    old: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    def ready(self, base: Path) -> Operation:
        """Prepare the old state once, and see what an undisturbed run makes of it."""
        self.template = base / self.name.replace(" ", "-")
        self.template.mkdir(parents=True)
        set_up(partial(self.prepare, self.template))
        self.old = snapshot(self.template)
        done = base / f"{self.template.name}-done"
        shutil.copytree(self.template, done, symlinks=True)
        ended = in_child(partial(self.run, done), limit=120)
        if ended.how != "done":
            raise RuntimeError(f"{self.name} does not run undisturbed: {ended}")
        self.seconds, self.new = ended.seconds, snapshot(done)
        return self

    def state(self, folder: Path) -> str:
        """``old``, ``new``, or what is wrong; a mixture may be mended by being read once."""
        whole = self._whole(folder)
        if whole in ("old", "new"):
            return whole  # byte by byte what was found sound before
        ended = in_child(partial(self.sound, folder), limit=60)
        if ended.how != "done":
            return f"its reader ends in {ended.verdict or ended.how}; {whole}"
        return f"{ended.value}; {whole}" if ended.value else self._whole(folder)

    def _whole(self, folder: Path) -> str:
        found = snapshot(folder)
        lacking = {
            name: [path for path, content in wanted.items() if found.get(path) != content]
            for name, wanted in (("new", self.new), ("old", self.old))
        }
        if not lacking["new"]:
            return "new"
        partly = [path for path in self.new if path not in self.old and path in found]
        if not lacking["old"] and (self.orphans or not partly):
            return "old"
        return (f"a mixture: not the old {', '.join(lacking['old'][:3])}; "
                f"not the new {', '.join(lacking['new'][:3])}")  # fmt: skip

    def litter(self, folder: Path) -> list[str]:
        """Names that an undisturbed run does not leave."""
        return sorted(set(snapshot(folder)) - set(self.new))


def put_foreign(folder: Path) -> None:
    """Files of the user's own in a folder that the product writes to."""
    for name, content in FOREIGN.items():
        (folder / name).write_bytes(content)


# ---- editions ----------------------------------------------------------------------------------


def sources(folder: Path) -> None:
    """Two folders of publishers' files, with other figures and other repairs."""
    every = layouts()
    for name in ("in-old", "in-new"):
        (folder / name).mkdir(parents=True)
        for layout in ("elected", "missions", "fatalities", "country_years", "panel"):
            every[layout].write(folder / name)
    rows = [dict(row) for row in every["missions"].rows]
    rows[0] |= {"mission_latitude": "13,1100", "mission_isactive": "NO"}
    (folder / "in-new" / every["missions"].file).write_text(as_csv(rows), encoding="utf-8")
    years = [dict(row) for row in every["country_years"].rows]
    years[0] |= {"sb_total_deaths_low_cy": "9999"}
    (folder / "in-new" / every["country_years"].file).write_text(as_csv(years), encoding="utf-8")


def build(which: str, folder: Path) -> str:
    """Build one of the two; the edition's name."""
    from peaceops.edition.build import build as build_edition  # noqa: PLC0415

    return build_edition(folder / f"in-{which}", folder / "out").edition.name


def verified(folder: Path) -> str:
    """What is wrong with the edition, if anything."""
    from peaceops.edition import Edition  # noqa: PLC0415
    from peaceops.edition.verify import verify  # noqa: PLC0415

    checks, verdict = attempt(lambda: verify(Edition(folder / "out")))
    if verdict is not None:
        return verdict.why
    return "; ".join(f"{one.table}: {one.problem}" for one in checks if one.problem)


def _sources_and_old(folder: Path) -> None:
    sources(folder)
    build("old", folder)
    put_foreign(folder / "out")


def _fresh_or_verified(folder: Path) -> str:
    return verified(folder) if (folder / "out" / "manifest.json").exists() else ""


def _cut(day: date, folder: Path) -> None:
    from peaceops.edition import Edition  # noqa: PLC0415
    from peaceops.edition.cut import cut  # noqa: PLC0415

    cut(Edition(folder / "whole"), day, folder / "out")


def _cut_once(folder: Path) -> None:
    sources(folder)
    build("new", folder)
    (folder / "out").rename(folder / "whole")
    _cut(date(2014, 8, 1), folder)
    put_foreign(folder / "out")


def _command(*words: str, folder: Path) -> None:
    """Run the command line; its plain refusal becomes an error of ours again."""
    from peaceops.errors import OutputError  # noqa: PLC0415

    status, printed = command_line(*(word.format(folder=folder) for word in words))
    if status:
        raise OutputError(f"status {status}: {printed[-500:]}")


# ---- briefs ------------------------------------------------------------------------------------


def composed_briefs() -> Path:
    """A folder with two composed briefs, made once in a run."""
    folder = Path.home() / "briefs"
    if not folder.exists():
        folder.mkdir()
        set_up(partial(_compose, folder), limit=500)
    return folder


def _compose(base: Path) -> None:
    """Compose two briefs and keep them with the bytes of their files."""
    import importlib  # noqa: PLC0415

    from peaceops.brief import compose  # noqa: PLC0415
    from peaceops.edition import open_edition  # noqa: PLC0415

    contents = importlib.import_module("peaceops.brief.write").contents
    edition = open_edition()
    for which, day in (("old", date(2016, 6, 16)), ("new", date(2017, 6, 16))):
        brief = compose(edition, "MINUSMA", day)
        files = dict(contents(brief, ("md", "json", "csv")))
        # Pages take seconds to draw and are bytes like others to what writes them.
        files |= {"brief.html": which.encode() * 20_000, "brief.pdf": which.encode() * 30_000}
        (base / f"{which}.brief").write_bytes(pickle.dumps((brief, files)))


def write_brief(base: Path, which: str, folder: Path) -> None:
    """Write a composed brief to ``folder/out``."""
    import importlib  # noqa: PLC0415

    module = importlib.import_module("peaceops.brief.write")
    brief, files = pickle.loads((base / f"{which}.brief").read_bytes())
    module.contents = lambda *_args, **_named: dict(files)
    module.write(brief, folder / "out")


def _old_brief(base: Path, folder: Path) -> None:
    write_brief(base, "old", folder)
    put_foreign(folder / "out")


def _brief_sound(folder: Path) -> str:
    import json  # noqa: PLC0415

    path = folder / "out" / "brief.json"
    if not path.exists():
        return ""  # judged by its files
    try:
        json.loads(path.read_bytes())
    except ValueError as error:
        return f"brief.json: {error}"
    return ""


# ---- cases, cache, exports ---------------------------------------------------------------------


def shipped_text() -> str:
    """The shipped case."""
    from importlib.resources import files  # noqa: PLC0415

    return (files("peaceops.case") / "shipped" / f"{CASE}.yaml").read_text(encoding="utf-8")


def _put_case(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "case.yaml").write_text(shipped_text(), encoding="utf-8")
    (folder / "article.txt").write_text(
        "Sweden withdrew its 220 soldiers from MINUSMA. The United Kingdom will withdraw its 300 "
        "soldiers from MINUSMA.\n", encoding="utf-8")  # fmt: skip
    put_foreign(folder / "out")


def _put_page(words: tuple[str, ...], folder: Path) -> None:
    """A page of another article, which the command is to replace."""
    _put_case(folder)
    article = (folder / "article.txt").read_text(encoding="utf-8")
    (folder / "article.txt").write_text("Chad will stay in MINUSMA.\n", encoding="utf-8")
    _command(*words, folder=folder)
    (folder / "article.txt").write_text(article, encoding="utf-8")


def _add(folder: Path) -> None:
    """Add statements to the case by the functions that the command uses."""
    from peaceops.case import parse_case  # noqa: PLC0415
    from peaceops.reading.case_file import add_statements, write_case  # noqa: PLC0415

    path = folder / "out" / "case.yaml"
    text = path.read_text(encoding="utf-8")
    first = parse_case(text).statements[1]
    more = [first.model_copy(update={"id": f"added-{at}"}) for at in range(20)]
    write_case(path, add_statements(text, more, where="case.yaml")[0])


def _case_sound(folder: Path) -> str:
    from peaceops.case import load_case  # noqa: PLC0415

    path = folder / "out" / "case.yaml"
    _, verdict = attempt(lambda: load_case(path)) if path.exists() else (None, None)
    return verdict.why if verdict else ""


def keep(scale: float, folder: Path) -> float:
    """Keep an array in the cache; the sum of what the cache gives."""
    import os  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415

    from peaceops.domain import array_cache  # noqa: PLC0415

    os.environ["PEACEOPS_CACHE"] = str(folder / "out")
    array_cache.clear()
    # Values that do not pack, so that the file has some hundred kilobytes.
    made = np.random.default_rng(1).random(60_000) * scale
    return float(array_cache.cached_array(KEY, lambda: made).sum())


def _cache_sound(folder: Path) -> str:
    import numpy as np  # noqa: PLC0415

    due = float((np.random.default_rng(1).random(60_000)).sum())
    return "" if keep(1.0, folder) == due else "the cache gives a wrong number"


def load() -> None:
    """Import what the operations use, once, without running any of it: children fork faster."""
    from importlib import import_module  # noqa: PLC0415

    from peaceops.sources import all_readers  # noqa: PLC0415

    all_readers()
    for name in (
        "edition.build",
        "edition.verify",
        "edition.cut",
        "brief",
        "case",
        "kept",
        "cli",
        "reading",
        "reading.case_file",
        "reading.inputs",
        "council.seats",
        *(
            f"edition.assemble.{one}"
            for one in ("council", "missions", "strength", "deaths", "violence", "mandates")
        ),
    ):
        import_module(f"peaceops.{name}")  # fmt: skip


def operations(base: Path) -> list[Operation]:
    """Every operation, ready to run."""
    load()
    add = ("read", "{folder}/article.txt", "--published", "2023-06-16", "--case",
           "{folder}/out/case.yaml", "--accept-all", "--no-model")  # fmt: skip
    new = ("case", "new", "MINUSMA", "--as-of", "2022-06-16", "--out", "{folder}/out/new.yaml")
    page = ("read", "{folder}/article.txt", "--published", "2023-06-16", "--no-model", "--html",
            "{folder}/out/page.html")  # fmt: skip
    whole = ("data", "build", "{folder}/in-new", "--out", "{folder}/out")
    briefs = composed_briefs()

    def nothing(_: Path) -> str:
        return ""

    made = [
        Operation("build", partial(build, "new"), _sources_and_old, verified, orphans=True),
        Operation("build where nothing was", partial(build, "new"), sources, _fresh_or_verified,
                  orphans=True),
        Operation("cut", partial(_cut, date(2021, 12, 1)), _cut_once, verified, orphans=True),
        Operation("brief", partial(write_brief, briefs, "new"), partial(_old_brief, briefs),
                  _brief_sound),
        Operation("brief where nothing was", partial(write_brief, briefs, "new"), nothing,
                  _brief_sound),
        Operation("case", _add, _put_case, _case_sound),
        Operation("cache", partial(keep, 1.0), nothing, nothing),
        Operation("command data build", lambda f: _command(*whole, folder=f), _sources_and_old,
                  verified, slow=True, orphans=True),
        Operation("command read --case", lambda f: _command(*add, folder=f), _put_case,
                  _case_sound, slow=True),
        Operation("command case new", lambda f: _command(*new, folder=f), _put_case, _case_sound,
                  slow=True),
        Operation("command read --html", lambda f: _command(*page, folder=f),
                  partial(_put_page, page), nothing, slow=True),
    ]  # fmt: skip
    for one in made:
        if one.name == "cache":
            one.sound = _cache_sound
    return [one.ready(base) for one in made]


def base_folder() -> Path:
    """A folder that lasts as long as the run: below the run's own home."""
    return Path(tempfile.mkdtemp(prefix="stand-", dir=Path.home()))
