"""Mutations of the shipped case, each a file that is loaded.

How a try is judged. Every value tried is one that no case can hold, so the file must be refused, in
less than a second of the processor. A case that is accepted is right only where it equals the one
without the change (a country's name for its code, another line end); else it is SILENT. Where a
form must be read (a byte order mark, an honest large case) a refusal is a failure as well (STOPS).
"Poor words" are refusals without a line or a remedy, or in the words of the validator.
"""

from __future__ import annotations

import copy
import io
import re
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.robustness.core import Try, Verdict, attempt, limit_memory

SHIPPED = "minusma-2023-06"
SECONDS = 1.0
JARGON = re.compile(r"Input should|String should|should match pattern|zero time|codec can't|"
                    r"type=|validation error")  # fmt: skip

_DATES = ("2023-06-31", "2023-02-29", "2023-13-01", "0000-01-01", "16/06/2023", "2023-06",
          "20230616", "2023-06-16T12:00:00", "1023-06-16", "3023-06-16", "yesterday", ".nan", "~",
          "''", "[2023-06-16]", "true", "-1")  # fmt: skip
_TEXTS = ("''", "'   '", '"a\\x07b"', '"a\\e[2Jb"', '"a\\u202eb"', '"\\0"', "[a]", "{a: b}",
          "12", "true", "2023-06-16")  # fmt: skip
_COUNTRIES = ("XXX", "QQQ", "Atlantis", "mli", "NAM1", "12", "true", "''", "~", "[MLI]",
              '"ML\\x07"')  # fmt: skip
_COUNTS = ("-1", "1.5", ".nan", ".inf", "-.inf", "1e308", "99999999", "'12,388'", "12_388_000_000",
           "many", "true", "0x1F", "''", "[1]", "1:30", "9223372036854775808")  # fmt: skip
_IDS = ("''", "'A b'", "'ü'", '"a\\n"', "-a", "[a]", "~", "'" + "a" * 5000 + "'")
_CHOICES = ("maybe", "''", "12", "true", "[asks-to-leave]", "~")

# Where it stands in the case, what is put there.
_FIELDS: tuple[tuple[tuple[str | int, ...], tuple[str, ...]], ...] = (
    (("case",), _IDS),
    (("mission",), ("''", "'  '", '"MINUSMA\\x07"', "[MINUSMA]", "12", "~", "true")),
    (("as_of",), _DATES),
    (("question",), _TEXTS[2:8]),
    (("statements", 0, "date"), (*_DATES, "2023-06-17", "2024-01-01")),
    (("statements", 0, "country"), _COUNTRIES),
    (("statements", 0, "position"), _CHOICES),
    (("statements", 0, "speaker"), _TEXTS),
    (("statements", 0, "text"), _TEXTS),
    (("statements", 0, "source"), _TEXTS[:8]),
    (("statements", 0, "quotation"), _TEXTS[1:8]),
    (("statements", 0, "id"), (*_IDS, "wane-on-consent")),
    (("statements", 0, "kind"), ("''", "opinion", "12", "~", "[host_position]", "Departure")),
    (("statements", 0, "confidence"), ("-0.1", "1.1", ".nan", ".inf", "high")),
    (("statements", 0, "span"), ("[5, 2]", "[-1, 5]", "[1]", "[1, 2, 3]", "[a, b]", "[.nan, 2]",
                                 "[1e308, 2e308]")),
    (("statements", 0, "sha256"), ("abc", "12", "''")),
    (("statements", 0, "modality"), ("maybe", "''", "12")),
    (("statements", 7, "option"), ("no-such-option", "''", "12")),
    (("statements", 8, "military"), _COUNTS),
    (("statements", 8, "police"), ("-1", ".nan", "1e308", "99999999")),
    (("statements", 8, "on"), (*_DATES, "2024-01-01")),
    (("statements", 11, "military"), ("-1", ".inf", "1e308", "99999999")),
    (("statements", 9, "by"), ("2022-06-31", "1023-06-30", "9023-06-30", "soon")),
    (("statements", 17, "start"), ("2022-02-30", "2023-07-01", "1022-01-01", "3022-01-01")),
    (("statements", 18, "end"), ("2022-07-01", "2022-02-30", "1022-08-15")),
    (("statements", 22, "killed_at_least"), ("-1", ".nan", "1e308", "99999999999", "0.5")),
    (("statements", 22, "disputed_by"), ("[MLI, QQQ]", "[12]", "MLI")),
    (("statements", 22, "end"), ("2022-03-01", "2022-02-30", "2024-01-01")),
    (("statements", 22, "start"), ("2024-01-01", "1022-03-27")),
    (("statements", 22, "place"), _TEXTS[:8]),
    (("statements", 23, "value"), (".nan", ".inf", "-.inf", "1e308", "many", "true", "''")),
    (("statements", 23, "unit"), _TEXTS[:8]),
    (("statements", 24, "parties"), ("['']", '["a\\x07"]', "[12]", "{a: b}")),
    (("options", 0, "id"), (*_IDS[:6], "withdraw")),
    (("options", 0, "label"), _TEXTS[:8]),
    (("options", 0, "summary"), _TEXTS[:6]),
    (("options", 0, "source"), _TEXTS[:6]),
    (("options", 0, "decision"), _CHOICES),
    (("options", 0, "military_change"), ("1.5", ".nan", ".inf", "1e308", "99999999", "-99999999",
                                         "many")),
    (("options", 0, "police_change"), (".nan", "1e308", "99999999", "-99999999")),
    (("options", 0, "term_months"), ("0", "-1", "999", ".nan", ".inf", "1e308", "a year")),
    (("options", 2, "withdrawal_months"), ("0", "-1", "999", ".nan", ".inf", "1e308")),
    (("options", 0, "statement"), ("no-such-statement", "''", "12")),
    (("options", 0, "changes"), (
        "[{kind: ceiling, by: 2023-01-01, military: 5}]", "[{kind: ceiling, by: 2023-12-01}]",
        "[{kind: ceiling, by: 2023-12-01, military: 99999999}]",
        "[{kind: ceiling, by: 9999-12-01, military: 5}]",
        "[{kind: ceiling, by: 2023-02-30, military: 5}]", "[{kind: tasks, drop: []}]",
        "[{kind: tasks, drop: ['']}]", "[{kind: site, site: Kidal, action: close}]",
        "[{kind: site, site: '', action: keep}]",
        "[{kind: contributor, country: QQQ, personnel: 5, by: 2023-12-01}]",
        "[{kind: contributor, country: TCD, personnel: 99999999, by: 2023-12-01}]",
        "[{kind: lever, lever: host forces, low: .nan, value: 1, high: 2, by: 2023-12-01,"
        " reason: r}]",
        "[{kind: lever, lever: host forces, low: 2, value: 1, high: 2, by: 2023-12-01,"
        " reason: r}]",
        "[{kind: lever, lever: host forces, low: 0.5, value: 1, high: 99, by: 2023-12-01,"
        " reason: r}]",
        "[{kind: lever, lever: host forces, low: 0.5, value: 1, high: 2, by: 2023-12-01,"
        " reason: ''}]",
        "[{kind: nonsense}]", "[12]", "nothing",
    )),
    (("levers", 0, "lever"), ("magic", "''", "12", "~")),
    (("levers", 0, "text"), _TEXTS[:6]),
    (("levers", 0, "source"), _TEXTS[:6]),
    (("assumptions", 0, "id"), _IDS[:6]),
    (("assumptions", 0, "text"), _TEXTS[:6]),
    (("assumptions", 0, "reason"), _TEXTS[:6]),
    (("assumptions", 0, "unit"), _TEXTS[2:6]),
    (("assumptions", 0, "value"), ("-1", ".nan", ".inf", "1e308", "1", "99", "many", "true")),
    (("assumptions", 0, "low"), ("-1", ".nan", "-.inf", "20")),
    (("assumptions", 0, "high"), (".nan", ".inf", "1e308", "100000", "3")),
    (("assumptions", 1, "value"), ("-1", ".nan", "1e308")),
)  # fmt: skip

# Known assumptions outside what they can be: low, value, high.
_ABSURD = {
    "withdrawal-months": ((-1, 9, 24), (0, 0, 0), (2, 9, 10_000)),
    "replaced": ((-0.5, 0.3, 0.8), (0, 0.3, 1.5), (2, 3, 4)),
    "cost-per-head": ((-1, 85_000, 120_000), (0, 0, 0), (1e9, 2e9, 3e9)),
    "cost-follows": ((-0.1, 0.5, 0.9), (0.4, 0.6, 1.7)),
    "liquidation": ((-0.1, 0.15, 0.3), (1, 50, 900)),
    "exit-risk": ((-1, 1, 2), (0.5, 1, 1e6)),
    "consent-loss": ((-0.1, 0.5, 1), (0, 0.5, 1.1)),
    "cost-a-year": ((-1, 1, 2), (1e15, 2e15, 3e15)),
}


def tries(_seed: int) -> Iterator[Try]:
    """Every mutation of the shipped case."""
    limit_memory()
    for path, values in _FIELDS:
        for value in values:
            name = ".".join(map(str, path))
            yield _try("field", f"{name} is {value[:60]}", partial(_text_with, {path: value}))
        yield _try("key unknown", f"{'.'.join(map(str, path))} with an x at its end",
                   partial(_renamed, path))  # fmt: skip
    for name, triples in _ABSURD.items():
        for low, value, high in triples:
            raw = (f"[{{id: {name}, text: t, low: {low}, value: {value}, high: {high}, unit: u, "
                   "reason: r}]")  # fmt: skip
            change = {("assumptions",): raw}
            yield _try("assumption absurd", f"{name}: {low}, {value}, {high}",
                       partial(_text_with, change))  # fmt: skip
    for name, make in _yaml_attacks():
        yield _try("YAML attack", name, make)
    several = {("statements", 0, "country"): "QQQ", ("statements", 8, "military"): "-5",
               ("options", 0, "decision"): "maybe"}  # fmt: skip
    yield Try("cases", "several problems", "three wrong fields at once",
              partial(_run_several, several))  # fmt: skip
    for name, content in _forms():
        yield Try("cases", "form that must be read", name, partial(_run_form, content))
    for name, change in _names().items():
        yield _try("country by name", name, partial(_text_with, change))
    for number, seconds in ((1000, 3.0), (3000, 8.0)):
        yield Try("cases", "large and honest", f"{number} statements",
                  partial(_run_large, number, seconds), 60)  # fmt: skip


def _try(kind: str, recipe: str, make: Callable[[], str | bytes]) -> Try:
    return Try("cases", kind, f"{SHIPPED}: {recipe}", partial(_run, make), 10)


def _run(make: Callable[[], str | bytes], folder: Path) -> Verdict:
    case, verdict, seconds = _loaded(make(), folder)
    if seconds > SECONDS:
        return Verdict("HANG", f"{seconds:.1f} s of the processor")
    if verdict is not None:
        return _worded(verdict)
    if case == _good():
        return Verdict("same", "the same case")
    return Verdict("SILENT", f"valid, and not the same case: {_unlike(_good(), case)}")


def _loaded(content: str | bytes, folder: Path) -> tuple[Any, Verdict | None, float]:
    from peaceops.case import load_case  # noqa: PLC0415

    path = folder / "case.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    _good()
    start = time.process_time()
    case, verdict = attempt(lambda: load_case(path).model_dump())
    return case, verdict, time.process_time() - start


def _worded(verdict: Verdict) -> Verdict:
    if verdict.outcome != "refused":
        return verdict
    text = verdict.why
    poor = verdict.poor or "line " not in text or "What to do" not in text
    return Verdict("refused", text, poor or bool(JARGON.search(text)))


def _run_several(changes: dict[Any, str], folder: Path) -> Verdict:
    _, verdict, _ = _loaded(_text_with(changes), folder)
    if verdict is None or verdict.outcome != "refused":
        return verdict or Verdict("SILENT", "valid with three wrong fields")
    named = sum(one in verdict.why for one in ("QQQ", "-5", "maybe"))
    return Verdict("refused", f"{named} of 3 problems named: {verdict.why}", named < 3)


def _run_form(content: Callable[[], bytes], folder: Path) -> Verdict:
    case, verdict, _ = _loaded(content(), folder)
    if verdict is not None:
        return Verdict("STOPS", verdict.why) if verdict.outcome == "refused" else verdict
    return Verdict("same", "the same case") if case == _good() else Verdict("SILENT", "other case")


def _run_large(number: int, seconds: float, folder: Path) -> Verdict:
    content = copy.deepcopy(_content())
    first = content["statements"][1]
    more = [dict(first) | {"id": f"note-{at}"} for at in range(number)]
    content["statements"] = content["statements"] + more
    case, verdict, took = _loaded(_dumped(content), folder)
    if verdict is not None:
        return Verdict("STOPS", verdict.why) if verdict.outcome == "refused" else verdict
    if took > seconds:
        return Verdict("HANG", f"{number} statements took {took:.1f} s of the processor")
    return Verdict("same", f"loaded with its {len(case['statements'])} statements")


# ---- making the text ---------------------------------------------------------------------------


@cache
def _content() -> Any:
    from importlib.resources import files  # noqa: PLC0415

    from ruamel.yaml import YAML  # noqa: PLC0415

    path = files("peaceops.case") / "shipped" / f"{SHIPPED}.yaml"
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@cache
def _good() -> Any:
    from peaceops.case import load_case  # noqa: PLC0415

    return load_case(SHIPPED).model_dump()


def _dumped(content: Any) -> str:
    from ruamel.yaml import YAML  # noqa: PLC0415

    yaml, out = YAML(typ="safe"), io.StringIO()
    yaml.default_flow_style = False
    yaml.allow_unicode, yaml.sort_base_mapping_type_on_output = True, False
    yaml.dump(content, out)
    return out.getvalue()


def _text_with(changes: dict[tuple[str | int, ...], str]) -> str:
    """The case with raw YAML put at some places."""
    content, raws = copy.deepcopy(_content()), []
    for path, raw in changes.items():
        node = content
        for step in path[:-1]:
            node = node[step]
        mark = f"put-here-{len(raws)}"
        node[path[-1]] = mark
        raws.append((mark, raw))
    text = _dumped(content)
    for mark, raw in raws:
        text = text.replace(mark, raw)
    return text


def _renamed(path: tuple[str | int, ...]) -> str:
    content = copy.deepcopy(_content())
    node = content
    for step in path[:-1]:
        node = node[step]
    node[f"{path[-1]}x"] = node.pop(path[-1], "something")
    return _dumped(content)


def _unlike(good: Any, case: Any, path: str = "") -> str:
    """The first place where two cases differ."""
    if isinstance(good, dict) and isinstance(case, dict):
        for key in good.keys() | case.keys():
            if good.get(key) != case.get(key):
                return _unlike(good.get(key), case.get(key), f"{path}.{key}")
    if isinstance(good, list | tuple) and isinstance(case, list | tuple):
        for at, (one, two) in enumerate(zip(good, case, strict=False)):
            if one != two:
                return _unlike(one, two, f"{path}.{at}")
    return f"{path[1:]} {str(good)[:40]!r} became {str(case)[:40]!r}"


def _original() -> str:
    return _dumped(_content())


def _yaml_attacks() -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    aliases = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 12)
    )
    merges = "m0: &m0 {k: 1}\n" + "".join(
        f"m{at}: &m{at} {{<<: [{', '.join([f'*m{at - 1}'] * 10)}]}}\n" for at in range(1, 10)
    )
    texts: dict[str, str | bytes] = {
        "alias bomb": aliases, "merge bomb": merges,
        "alias bomb in a field": "",
        "alias to itself": "case: &a [*a]\n", "alias unknown": "case: *nothing\n",
        "1,000 brackets": "case: " + "[" * 1000 + "]" * 1000 + "\n",
        "100,000 brackets": "case: " + "[" * 100_000,
        "100,000 braces": "case: " + "{a: " * 100_000,
        "deep by indentation": "".join("  " * at + "a:\n" for at in range(700)),
        "tag python object": "case: !!python/object/apply:os.system ['true']\n",
        "tag unknown": "case: !thing x\n", "tag binary": "case: !!binary aGFsbG8=\n",
        "tag set": "case: !!set {a, b}\n", "two documents": "",
        "directive": "%YAML 9.9\n---\na: b\n",
        "ten thousand keys": "".join(f"k{at}: 1\n" for at in range(10_000)),
        "long scalar of 20 MB": "case: " + "a" * 20_000_000 + "\n",
        "long key": "a" * 200_000 + ": b\n", "list": "- a\n- b\n", "text": "just words\n",
        "number": "12\n", "null": "~\n", "empty": "", "blank": " \n\n \n",
        "comment": "# nothing\n", "tabs": "case:\n\t- a\n", "open quotation": "case: 'a\n",
        "control characters": b"case: a\x07b\n", "NUL": b"case: a\x00b\n",
        "random bytes": bytes(range(256)) * 4, "bad UTF-8": b"case: \xff\xfe\xfa\n",
        "surrogate": 'case: "\\ud800"\n', "escape beyond Unicode": 'case: "\\UFFFFFFFF"\n',
        "key null": "~: a\n", "key list": "? [a, b]\n: c\n", "key number": "1: a\n",
        "key date": "2023-02-30: a\n", "key twice": "", "number of 100,000 digits": "",
        "sexagesimal": "case: 190:20:30\n", "float with 5,000 digits": "",
        "zip": b"PK\x03\x04" * 90, "cp1252": b"",
    }  # fmt: skip
    for name, text in texts.items():
        made = _made_attacks().get(name)
        yield name, made or partial(_same, text)


def _same(text: str | bytes) -> str | bytes:
    return text


def _made_attacks() -> dict[str, Callable[[], str | bytes]]:
    where = ("statements", 0, "text")
    bomb = "&a [b, b]\n" + "".join(
        f"x{at}: &a{at} [{', '.join(['*a' if at == 0 else f'*a{at - 1}'] * 9)}]\n"
        for at in range(10)
    )
    return {
        "alias bomb in a field": lambda: _text_with({("question",): bomb}),
        "two documents": lambda: _original() + "---\n" + _original(),
        "key twice": lambda: _original() + "mission: UNIFIL\n",
        "number of 100,000 digits": lambda: _text_with(
            {("statements", 8, "military"): "9" * 100_000}
        ),
        "float with 5,000 digits": lambda: _text_with(
            {("statements", 23, "value"): "9" * 5000 + ".5"}
        ),
        "cp1252": lambda: _text_with({where: "Côte d'Ivoire says"}).encode("cp1252", "replace"),
    }


def _forms() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "byte order mark", lambda: b"\xef\xbb\xbf" + _original().encode()
    yield "both line ends", lambda: _original().replace("\n", "\r\n").encode()
    yield "a comment at the end", partial(_encoded, "", "# done\n")
    yield "explicit document", partial(_encoded, "---\n", "...\n")
    yield "keys in another order", lambda: _dumped(dict(reversed(_content().items()))).encode()


def _encoded(before: str, behind: str) -> bytes:
    return (before + _original() + behind).encode()


def _names() -> dict[str, dict[tuple[str | int, ...], str]]:
    places = {
        "Mali": ("statements", 0), "Russian Federation": ("statements", 5),
        "France": ("statements", 2), "Côte d'Ivoire": ("statements", 12),
        "United Kingdom": ("statements", 4),
    }  # fmt: skip
    return {name: {(*path, "country"): name} for name, path in places.items()}
