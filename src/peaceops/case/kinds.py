"""The models of the parts of a case, by the list they stand in and the word for their kind."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from peaceops.case.change import Change
from peaceops.case.model import Assumption, CaseLever, CaseOption, Statement

if TYPE_CHECKING:
    from pydantic import BaseModel


@cache
def part_models() -> dict[str, dict[str, type[BaseModel]]]:
    """Which models each list of a case holds, by kind; a list of one kind has it under ``""``.

    The list ``changes`` stands within each option.

    >>> list(part_models())
    ['statements', 'options', 'levers', 'assumptions', 'changes']
    >>> part_models()["changes"]["ceiling"].__name__
    'CeilingChange'
    """
    return {
        "statements": _by_kind(Statement),
        "options": {"": CaseOption},
        "levers": {"": CaseLever},
        "assumptions": {"": Assumption},
        "changes": _by_kind(Change),
    }


def _by_kind(union: Any) -> dict[str, type[BaseModel]]:
    models = get_args(get_args(union)[0])
    return {
        word: model for model in models for word in get_args(model.model_fields["kind"].annotation)
    }
