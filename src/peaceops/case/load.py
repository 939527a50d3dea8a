"""Reading a case file: every problem at once, each with its line and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from peaceops.case.consistency import Conflict, Parts, conflicts
from peaceops.case.effects_named import effects_named
from peaceops.case.file import case_text
from peaceops.case.model import Case, CaseOption, Statement
from peaceops.case.names import shipped_case, shipped_cases
from peaceops.case.parts import Day
from peaceops.case.problems import MOST, InvalidCase, Problem, shown
from peaceops.case.refusal import CONFLICTS
from peaceops.case.syntax import unfit_characters, with_plain_breaks, without_unfit
from peaceops.case.tree import Tree, read_tree
from peaceops.case.words import in_words, path_in_file, place_in_words
from peaceops.characters import cleaned
from peaceops.errors import CaseError, UnknownMissionError, did_you_mean

MissionCheck = Callable[[str, date], object]
EffectCheck = Callable[[str, str | None, date], object]
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_STATEMENT: TypeAdapter[Statement] = TypeAdapter(Statement)
_OPTION = TypeAdapter(CaseOption)


def load_case(
    name_or_path: str | Path,
    *,
    mission_check: MissionCheck | None = None,
    effect_check: EffectCheck | None = None,
) -> Case:
    """Read and validate a case: a file, or the name of one that ships with the package.

    Args:
        name_or_path: A file, or the name of a shipped case.
        mission_check: Raises `UnknownMissionError` for a mission's name on a date; without it any
            name passes.
        effect_check: Raises `CaseError` for the name of a published effect, the lever beside it (or
            ``None``) and the case's date; without it any name passes.

    Raises:
        CaseError: There is no such file, it cannot be read, or it breaks rules; the error holds
            every problem with its line.
    """
    path = Path(name_or_path)
    try:
        text = case_text(path)
    except FileNotFoundError:
        if str(name_or_path) not in shipped_cases():
            raise CaseError(
                "there is no such case file, and no case of that name ships with peaceops",
                where=str(name_or_path),
                remedy=did_you_mean(str(name_or_path), shipped_cases())
                or f"shipped cases: {', '.join(shipped_cases())}",
            ) from None
        path = Path(str(shipped_case(str(name_or_path))))
        text = case_text(path)
    return parse_case(text, where=path.name, mission_check=mission_check, effect_check=effect_check)


def parse_case(
    text: str,
    *,
    where: str = "case",
    mission_check: MissionCheck | None = None,
    effect_check: EffectCheck | None = None,
) -> Case:
    """Validate the text of a case file.

    Args:
        text: The text.
        where: Name of the file, for messages.
        mission_check: As for `load_case`.
        effect_check: As for `load_case`.

    Raises:
        CaseError: It is not YAML or breaks rules; the error holds every problem with its line.
    """
    text = with_plain_breaks(text)
    problems = list(islice(unfit_characters(text), MOST))
    if len(problems) == MOST:
        raise InvalidCase(problems, where)
    tree = read_tree(without_unfit(cleaned(text)) if problems else text)
    problems += tree.problems
    case = None
    if not tree.whole:
        raise InvalidCase(problems, where)
    if isinstance(tree.content, dict) and tree.content:
        case, more = _validated(tree, mission_check, effect_check)
        problems += more
    elif not tree.problems:
        problems.append(_no_case(tree, text))
    if problems or case is None:
        raise InvalidCase(problems, where)
    return case


def _no_case(tree: Tree, text: str) -> Problem:
    remedy = "`peaceops case new` drafts one to begin with"
    if tree.content is None or tree.content == {}:
        what = "holds only comments" if text.strip() else "is empty"
        return Problem(1, "", what, remedy)
    return Problem(
        tree.line(()), "", f"is not a case: it has no keys, but {shown(tree.content)}", remedy
    )


def _validated(
    tree: Tree, check: MissionCheck | None, effect_check: EffectCheck | None
) -> tuple[Case | None, list[Problem]]:
    case, problems = None, list[Conflict]()
    broken: list[tuple[str | int, ...]] = []
    try:
        case = Case.model_validate(tree.content)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        if errors[0]["type"] == CONFLICTS:
            problems = list(errors[0]["ctx"]["problems"])
        else:
            problems = list(in_words(errors[:MOST], tree.content))
            broken = [path_in_file(details["loc"]) for details in errors]
            problems += conflicts(_sound(tree.content, broken))
    if check is not None and ("mission",) not in broken:
        problems += _mission(tree.content, check)
    if effect_check is not None:
        problems += _effects(tree.content, effect_check, broken)
    return case, list(_by_line(problems, tree))


def _by_line(problems: Iterable[Conflict], tree: Tree) -> Iterator[Problem]:
    for problem in problems:
        if any(problem.path[: len(path)] == path for path in tree.unusable):
            continue  # what stands there is refused already
        at, kind = place_in_words(problem.path, tree.content)
        yield Problem(tree.line(problem.path), at, problem.what, problem.remedy, kind, problem.path)


def _mission(content: Any, check: MissionCheck) -> Iterator[Conflict]:
    with suppress(ValidationError):
        as_of = _DAY.validate_python(content.get("as_of"))
        try:
            check(content["mission"], as_of)
        except UnknownMissionError as error:
            remedy = error.remedy or "write the acronym of a mission on record, such as MINUSMA"
            yield Conflict(("mission",), error.what, remedy)


def _effects(
    content: Any, check: EffectCheck, broken: Iterable[tuple[str | int, ...]]
) -> Iterator[Conflict]:
    with suppress(ValidationError):
        as_of = _DAY.validate_python(content.get("as_of"))
        for path, name, lever in effects_named(content):
            if path in broken:
                continue
            try:
                check(name, lever, as_of)
            except CaseError as error:
                yield Conflict(path, error.what, error.remedy or "leave `effect` out")


def _sound(content: dict[str, Any], broken: Iterable[tuple[str | int, ...]]) -> Parts:
    """What of a case with problems can still be held against the rest of it."""
    bad = {path[:2] for path in broken}
    as_of = None
    with suppress(ValidationError):
        as_of = _DAY.validate_python(content.get("as_of"))
    lists = {
        name: list(enumerate(content[name])) if isinstance(content.get(name), list) else []
        for name in ("statements", "options", "assumptions")
    }
    return Parts(
        as_of,
        {
            place: _STATEMENT.validate_python(part)
            for place, part in lists["statements"]
            if not bad & {("statements",), ("statements", place)}
        },
        {
            place: _OPTION.validate_python(part)
            for place, part in lists["options"]
            if not bad & {("options",), ("options", place)}
        },
        {
            name: {
                place: str(part["id"])
                for place, part in parts
                if isinstance(part, dict) and isinstance(part.get("id"), str | int)
            }
            for name, parts in lists.items()
        },
    )
