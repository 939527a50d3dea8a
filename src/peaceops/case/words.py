"""What pydantic found wrong, in plain words, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic_core import ErrorDetails

from peaceops.case.consistency import Conflict
from peaceops.case.kinds import part_models
from peaceops.case.model import Case
from peaceops.case.problems import shown
from peaceops.case.refusal import REFUSED
from peaceops.errors import did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel

Path = tuple[str | int, ...]
_PARTS = {
    "statements": "statement",
    "options": "option",
    "levers": "lever",
    "assumptions": "assumption",
    "changes": "change",
}


def in_words(errors: Sequence[ErrorDetails], content: Any) -> Iterable[Conflict]:
    """Give each error with its path and a remedy; an unknown key explains a missing one."""
    explained: set[Path] = set()
    conflicts = []
    # Unknown keys come first: what they were meant to be is then not missing.
    for error in sorted(errors, key=lambda error: error["type"] != "extra_forbidden"):
        path = path_in_file(error["loc"])
        if error["type"] == "extra_forbidden":
            keys = _keys(path[:-1], content)
            near = did_you_mean(str(path[-1]), keys)
            if near is not None:
                explained.update((*path[:-1], key) for key in keys if f" {key}" in near)
            remedy = near or f"known keys: {', '.join(keys)}"
            conflicts.append(Conflict(path, "is an unknown key", remedy))
        elif error["type"] != "missing" or path not in explained:
            conflicts.append(_one(error, path))
    return conflicts


def _one(error: ErrorDetails, path: Path) -> Conflict:
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if kind == REFUSED:
        return Conflict((*path, *context["field"]), context["what"], context["remedy"])
    if kind == "missing":
        return Conflict(path, "is missing", "add it")
    if kind == "union_tag_not_found" and isinstance(value, dict):
        kinds = ", ".join(_models_at(path))
        return Conflict((*path, "kind"), "is missing", f"add it: one of {kinds}")
    if kind in ("literal_error", "union_tag_invalid"):
        return _no_word(path, value, context)
    if kind in ("model_type", "model_attributes_type", "dict_type", "union_tag_not_found"):
        what = f"a group of keys is wanted here, not {shown(value)}"
        return Conflict(path, what, "write `key: value` lines")
    what = "the list is empty" if kind == "too_short" else f"{shown(value)} cannot stand here"
    return Conflict(path, what, "see `peaceops case schema`")


def _no_word(path: Path, value: Any, context: dict[str, Any]) -> Conflict:
    if "tag" in context:
        path, value = (*path, "kind"), context["tag"]
    expected = context.get("expected") or context["expected_tags"]
    words = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
    near = did_you_mean(value, words) if isinstance(value, str) else None
    return Conflict(path, f"{shown(value)} is none of {', '.join(words)}", near or "write one")


def path_in_file(location: Sequence[str | int]) -> Path:
    """Leave out the steps that validation adds for kinds, which the file does not have."""
    path = list(location)
    if len(path) > 2 and path[0] == "statements":
        del path[2]
    if len(path) > 4 and path[0] == "options" and path[2] == "changes":
        del path[4]
    return tuple(path)


def place_in_words(path: Path, content: Any) -> tuple[str, str]:
    """Name a place as the user sees it, and what all such places are called."""
    names, kinds, node = [], [], content
    for number, step in enumerate(path):
        before = path[number - 1] if number else None
        node = _inside(node, step)
        if isinstance(step, int):
            word = _PARTS.get(str(before), "item")
            short_name = node.get("id") if isinstance(node, dict) else None
            named = f" {shown(short_name)}" if isinstance(short_name, str) else ""
            names.append(f"{word} {step + 1}{named}")
            kinds.append(word)
        elif step not in _PARTS or number == len(path) - 1:
            names.append(f"`{shown(step)[1:-1]}`")
            kinds.append(names[-1])
    return ", ".join(names), ", ".join(kinds)


def _inside(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None


def _keys(path: Path, content: Any) -> list[str]:
    """The keys that are known at a path."""
    if not path:
        return list(Case.model_fields)
    node = content
    for step in path:
        node = _inside(node, step)
    models = _models_at(path)
    model = models.get("") or models.get(str(_inside(node, "kind")))
    return list(model.model_fields) if model is not None else []


def _models_at(path: Path) -> Mapping[str, type[BaseModel]]:
    """The models of the list that a path leads into, by kind."""
    return part_models().get("changes" if "changes" in path else str(path[0]), {})
