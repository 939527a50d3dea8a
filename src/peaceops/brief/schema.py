"""``brief.json`` and its JSON Schema, which ships as ``brief.schema.json``.

Run ``python -m peaceops.brief.schema`` to print the schema anew after a change of ``Brief``.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from peaceops.brief.document import Brief
from peaceops.brief.page import Text
from peaceops.domain.figures import Figure

_ROWS = {
    "type": "array",
    "items": {"type": "object"},
    "description": "A table: its rows, oldest or first by name first.",
}
_NUMBER = {"type": ["number", "string", "null"]}
_SHORT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "key": {"type": "string"},
        "value": _NUMBER,
        "unit": {"type": "string"},
        "interval": {"type": ["array", "null"], "items": {"type": "number"}},
        "level": {"type": ["number", "null"]},
    },
    "required": ["key", "value", "unit", "interval", "level"],
    "additionalProperties": False,
    "description": "A figure where it is used; it stands in full under `figures` by its key.",
}
_SENTENCE = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "cites": {"type": "array"}},
    "required": ["text", "cites"],
    "additionalProperties": False,
}


class _Schema(GenerateJsonSchema):
    """The schema of what ``plain`` writes: frames by row, figures in short but under their list."""

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:
        return dict(_ROWS)

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        if schema["cls"] is Figure:
            return dict(_SHORT)
        if schema["cls"] is Text:
            return dict(_SENTENCE)
        return super().dataclass_schema(schema)


def to_json(brief: Brief) -> str:
    """Write a brief as JSON: keys in the model's order, one space of indent, UTF-8.

    Raises:
        ValueError: A figure is not a number or not finite.
    """
    data = brief.model_dump()
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of ``brief.json``."""
    mode: JsonSchemaMode = "validation"
    made: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    made |= Brief.model_json_schema(mode=mode, schema_generator=_Schema)
    in_full = {
        **_SHORT["properties"],
        "label": {"type": "string"},
        "method": {"type": "string"},
        "assumption": {"type": "boolean"},
        "evidence": {"type": "array", "items": {"type": "object"}},
    }
    made["properties"]["figures"] = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": in_full,
            "required": sorted(in_full),
            "additionalProperties": False,
        },
        "description": "Every figure of the brief, each key once.",
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema(), end="")
