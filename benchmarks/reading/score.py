"""Precision, recall and F1 of the reading, by kind, against annotated texts.

    python benchmarks/reading/score.py [--set NAME] [--shared DIR] [--errors]
        [--no-model]

An annotation gives, for each statement, its kind, one or more spans (every place that says it) and
the values that must come out. A proposal *finds* a statement when the kind agrees, their spans
overlap by half of the shorter one, and, where the statement names a subject, object or value, no
such field of the proposal is something else. It is *right in value* when every annotated value is
the proposal's. Each proposal is counted once; one that finds nothing is false.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from peaceops.reading import Document, Proposal, propose

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared" / "texts"
SETS = ("dev", "heldout", "article", "unseen1", "unseen2", "unseen3", "french", "french_unseen")
IDENTITY = ("subject", "object", "value")


def load(annotation: Path, shared: Path) -> tuple[Document, list[dict[str, Any]], str] | None:
    """The text an annotation is about, checked by its hash; ``None`` where it is not at hand."""
    content = json.loads(annotation.read_text(encoding="utf-8"))
    for folder in (HERE / "texts", shared):
        path = folder / content["document"]
        if path.exists():
            text = path.read_text(encoding="utf-8")
            if hashlib.sha256(text.encode()).hexdigest() != content["sha256"]:
                raise SystemExit(f"{path} is not the text that was annotated: its hash differs")
            published = date.fromisoformat(content["published"])
            return Document(path.name, text, published), content["statements"], content["set"]
    return None


def spans_of(proposal: Proposal) -> list[tuple[int, int]]:
    return [(proposal.start, proposal.end), *((low, high) for _, low, high in proposal.mentions)]


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= 0.5 * min(one[1] - one[0], other[1] - other[0]) and shared > 0


def value_of(proposal: Proposal, name: str) -> Any:
    found = getattr(proposal, name, None)
    return proposal.details.get(name) if found is None else found


def agrees(proposal: Proposal, name: str, wanted: Any) -> bool:
    got = value_of(proposal, name)
    if name == "date":
        return got is not None and str(got).startswith(str(wanted))
    if isinstance(got, list | tuple):
        return wanted in got
    if name == "value" and proposal.kind == "departure" and wanted in ("leaves", "suspends"):
        return proposal.details.get("change") == wanted
    return str(got).casefold() == str(wanted).casefold()


def finds(proposal: Proposal, statement: dict[str, Any]) -> bool:
    if proposal.kind != statement["kind"]:
        return False
    if not any(
        overlaps(one, tuple(other)) for one in spans_of(proposal) for other in statement["spans"]
    ):
        return False
    wanted = {name: statement["values"][name] for name in IDENTITY if name in statement["values"]}
    return all(
        value_of(proposal, name) is None
        or agrees(proposal, name, value)
        or (
            name == "value" and isinstance(value_of(proposal, name), str) and isinstance(value, int)
        )
        for name, value in wanted.items()
    )


def exact(proposal: Proposal, statement: dict[str, Any]) -> bool:
    return all(agrees(proposal, name, value) for name, value in statement["values"].items())


def match(
    proposals: list[Proposal], statements: list[dict[str, Any]]
) -> tuple[list[tuple[Proposal, dict[str, Any]]], list[Proposal], list[dict[str, Any]]]:
    """Pairs, proposals that find nothing, statements not found; exact pairs are made first."""
    pairs: list[tuple[Proposal, dict[str, Any]]] = []
    left, open_ = list(proposals), list(statements)
    for wanted_exact in (True, False):
        for statement in list(open_):
            for one in left:
                if finds(one, statement) and (exact(one, statement) or not wanted_exact):
                    pairs.append((one, statement))
                    left.remove(one)
                    open_.remove(statement)
                    break
    return pairs, left, open_


def score(tally: Counter[str]) -> str:
    hit, false, missed, right = (tally[one] for one in ("hit", "false", "missed", "right"))
    precision = hit / (hit + false) if hit + false else float("nan")
    recall = hit / (hit + missed) if hit + missed else float("nan")
    total = precision + recall
    f1 = 2 * precision * recall / total if hit else 0.0
    value_p = right / (hit + false) if hit + false else float("nan")
    value_r = right / (hit + missed) if hit + missed else float("nan")
    return (
        f"{hit + missed:4d} annotated {hit + false:4d} proposed   span P {precision:.2f} "
        f"R {recall:.2f} F1 {f1:.2f}   value P {value_p:.2f} R {value_r:.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--set", action="append", choices=SETS)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--errors", action="store_true", help="show what is false and missed")
    parser.add_argument("--no-model", action="store_true")
    wanted = parser.parse_args()
    by_set: dict[str, Counter[str]] = {}
    by_kind: dict[str, Counter[str]] = {}
    for annotation in sorted((HERE / "annotations").glob("*.json")):
        loaded = load(annotation, wanted.shared)
        if loaded is None or (wanted.set and loaded[2] not in wanted.set):
            continue
        document, statements, group = loaded
        proposals = propose(document, model=False if wanted.no_model else None)
        pairs, false, missed = match(proposals, statements)
        tally = by_set.setdefault(group, Counter())
        own: Counter[str] = Counter()
        for counter, items in (
            ("hit", [one.kind for one, _ in pairs]),
            ("false", [one.kind for one in false]),
            ("missed", [one["kind"] for one in missed]),
            ("right", [p.kind for p, s in pairs if exact(p, s)]),
        ):
            for kind in items:
                by_kind.setdefault(kind, Counter())[counter] += 1
                tally[counter] += 1
                own[counter] += 1
        print(f"{document.name:38s} {score(own)}")
        if wanted.errors:
            show(document, pairs, false, missed)
    for name, tally in {**by_kind, **by_set}.items():
        print(f"{name:38s} {score(tally)}")


def show(
    document: Document,
    pairs: list[tuple[Proposal, dict[str, Any]]],
    false: list[Proposal],
    missed: list[dict[str, Any]],
) -> None:
    for one in false:
        print(
            "   FALSE ",
            one.kind,
            one.subject,
            one.object,
            one.value,
            one.date,
            one.place,
            repr(one.quotation[:110]),
        )
    for statement in missed:
        low, high = statement["spans"][0]
        print(
            "   MISSED", statement["kind"], statement["values"], repr(document.text[low:high][:110])
        )
    for one, statement in pairs:
        wrong = {
            name: (value_of(one, name), value)
            for name, value in statement["values"].items()
            if not agrees(one, name, value)
        }
        if wrong:
            print("   VALUE ", one.kind, wrong, repr(one.quotation[:80]))


if __name__ == "__main__":
    main()
