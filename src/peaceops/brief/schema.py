"""``brief.json`` and its JSON Schema, which ships as ``brief.schema.json``.

Run ``python -m peaceops.brief.schema`` to print the schema anew after a change of ``Brief``.
"""

from __future__ import annotations

import json

from peaceops.brief.document import Brief


def to_json(brief: Brief) -> str:
    """Write a brief as JSON: keys in the model's order, one space of indent, UTF-8.

    Raises:
        ValueError: A figure is not a number or not finite.
    """
    data = brief.model_dump(mode="json")
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of ``brief.json``."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    made |= Brief.model_json_schema(mode="serialization")
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema(), end="")
