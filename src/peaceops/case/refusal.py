"""A value refused in plain words, in the form in which pydantic gathers refusals."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

REFUSED = "refused"
CONFLICTS = "conflicts"


def refusal(what: str, remedy: str, *field: str) -> PydanticCustomError:
    """An error to raise within a validator.

    Args:
        what: What is wrong, with the value.
        remedy: What the user can do.
        field: The key that is wrong, when the validator looks at more than one.
    """
    return PydanticCustomError(
        REFUSED, "{what} ({remedy})", {"what": what, "remedy": remedy, "field": field}
    )
