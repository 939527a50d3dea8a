"""Reading a case file, with errors that name the line."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from peaceops.case.model import Case
from peaceops.errors import CaseError, suggestion

SHIPPED = "shipped"


def shipped_cases() -> list[str]:
    """Names of the cases that ship with the package."""
    folder = files("peaceops.case") / SHIPPED
    return sorted(
        one.name.removesuffix(".yaml") for one in folder.iterdir() if one.name.endswith(".yaml")
    )


def load_case(name_or_path: str | Path) -> Case:
    """Read and validate a case: a file, or the name of one that ships with the package.

    Raises:
        CaseError: There is no such file, it is not YAML, or it breaks a rule; the error names the
            line.
    """
    path = Path(name_or_path)
    if not path.exists() and str(name_or_path) in shipped_cases():
        path = Path(str(files("peaceops.case") / SHIPPED / f"{name_or_path}.yaml"))
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CaseError(
            "there is no such case file, and no case of that name ships with peaceops",
            where=str(name_or_path),
            remedy=suggestion(str(name_or_path), shipped_cases())
            or f"shipped cases: {', '.join(shipped_cases())}",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot be read: {error}", where=str(path)) from error
    return parse_case(text, where=path.name)


def parse_case(text: str, *, where: str = "case") -> Case:
    """Validate the text of a case file."""
    try:
        content = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise CaseError(
            f"is not valid YAML: {error.problem}",
            where=f"{where}, line {line}",
            remedy="check the indentation and the quotes on that line",
        ) from error
    except YAMLError as error:
        raise CaseError(f"is not valid YAML: {error}", where=where) from error
    if not isinstance(content, dict):
        raise CaseError("is not a case: it has no keys", where=where)
    try:
        return Case.model_validate(_plain(content))
    except ValidationError as error:
        raise _as_case_error(error, content, where) from error


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _as_case_error(error: ValidationError, content: Any, where: str) -> CaseError:
    # An unknown key explains a missing one, so it is named first.
    problems = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    first = problems[0]
    path = _path_in_file(first["loc"], content)
    field = ".".join(str(part) for part in path) or "the case"
    message = first["msg"].removeprefix("Value error, ")
    remedy = None
    if first["type"] == "extra_forbidden":
        known = _known_keys(path[:-1], content)
        message = f"unknown key {path[-1]!r}"
        remedy = suggestion(str(path[-1]), known) or "`peaceops case schema` lists the keys"
    elif "input" in first and not isinstance(first["input"], dict | list):
        message += f" (found {first['input']!r})"
    more = f"; {len(problems) - 1} more problems" if len(problems) > 1 else ""
    return CaseError(
        f"{field}: {message}{more}", where=f"{where}, line {_line(path, content)}", remedy=remedy
    )


def _path_in_file(location: Sequence[str | int], content: Any) -> list[str | int]:
    """Leave out the steps that validation adds for unions, which the file does not have."""
    path: list[str | int] = []
    node = content
    for step in location:
        inside = (isinstance(node, dict) and step in node) or (
            isinstance(node, list) and isinstance(step, int) and step < len(node)
        )
        if inside:
            node = node[step]
            path.append(step)
        elif step == location[-1]:
            path.append(step)
    return path


def _line(path: Sequence[str | int], content: Any) -> int:
    node, line = content, 1
    for step in path:
        position = getattr(node, "lc", None)
        try:
            if position is not None:
                line = (
                    position.key(step)[0] + 1
                    if isinstance(node, dict)
                    else position.item(step)[0] + 1
                )
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
    return int(line)


def _known_keys(path: Sequence[str | int], content: Any) -> list[str]:
    schema = Case.model_json_schema()
    keys: set[str] = set()
    if not path:
        keys.update(Case.model_fields)
    else:
        for definition in schema["$defs"].values():
            keys.update(definition.get("properties", {}))
    return sorted(keys)
