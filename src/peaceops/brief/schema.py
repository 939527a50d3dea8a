"""``brief.json`` and its JSON Schema, which ships as ``brief.schema.json``.

Run ``python -m peaceops.brief.schema`` to print the schema anew after a change of ``Brief``.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from peaceops.brief.document import Brief
from peaceops.brief.earlier import SCHEMA_VERSION
from peaceops.brief.layout.banner import banner
from peaceops.brief.layout.headlines import clock, headlines
from peaceops.brief.layout.summary import headline
from peaceops.brief.plain import LISTS, in_full, parts_of, plain
from peaceops.domain.figures import Figure

_ROWS = {
    "type": "array",
    "items": {"type": "object"},
    "description": "A table: its rows, oldest or first by name first.",
}
_DRAWS = {"description": "Draws, which are not written."}
_GAP = ("key", "what", "why", "remedy")
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
    """The schema of what ``plain`` writes: frames by row, figures in short, no draws."""

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:
        return dict(_DRAWS if issubclass(schema["cls"], np.ndarray) else _ROWS)

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        if schema["cls"] is Figure:
            return {"anyOf": [dict(_SHORT), {"type": "null"}]}
        written = super().dataclass_schema(schema)
        names = [
            name
            for name, part in written["properties"].items()
            if part.get("description") == _DRAWS["description"]
            or (name in LISTS and part.get("type") == "array")
        ]
        for name in names:
            del written["properties"][name]
        # A field that has a default is written, too.
        return written | {"required": list(written["properties"]), "additionalProperties": False}


class _Root(BaseModel):
    """Lets frames and arrays stand in the answers of rooms, which are plain dataclasses."""

    # Built when a schema is asked for: whoever writes a brief needs none.
    model_config = ConfigDict(arbitrary_types_allowed=True, defer_build=True)

    brief: Brief


def as_data(brief: Brief) -> dict[str, Any]:
    """A brief as ``brief.json`` holds it: the rooms' answers, then its figures and gaps.

    Returns:
        Dictionaries, lists, texts and numbers.
    """
    answers, notice = parts_of(brief, brief.by_key.keys()), banner(brief)
    return {
        "schema_version": SCHEMA_VERSION,
        "question": brief.question,
        "headline": plain(headline(brief)),
        "banner": plain(notice.texts if notice else ()),
        "clock": plain(clock(brief)),
        "headlines": plain(headlines(brief)),
        "host_position": plain(brief.host_position),
        **answers,
        "figures": [in_full(figure) for figure in brief.figures],
        "gaps": plain(brief.gaps),
    }


def to_json(brief: Brief) -> str:
    """Write a brief as JSON: keys in the order of ``as_data``, one space of indent, UTF-8.

    Raises:
        ValueError: A figure is not a number or not finite.
    """
    text = json.dumps(as_data(brief), indent=1, ensure_ascii=False, allow_nan=False)
    return text + "\n"


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of ``brief.json``."""
    mode: JsonSchemaMode = "validation"
    root = _Root.model_json_schema(mode=mode, schema_generator=_Schema)
    answers = root["$defs"].pop("Brief") | {"$defs": root["$defs"]}
    full = {
        **_SHORT["properties"],
        "label": {"type": "string"},
        "method": {"type": "string"},
        "assumption": {"type": "boolean"},
        "evidence": {"type": "array", "items": {"type": "object"}},
    }
    answers["properties"] |= {
        "schema_version": {"const": SCHEMA_VERSION},
        "question": {"type": "string"},
        "headline": _SENTENCE,
        "banner": {"type": "array", "items": _SENTENCE},
        "clock": _SENTENCE,
        "headlines": {"type": "array", "items": _SENTENCE},
        "host_position": {"anyOf": [_SHORT, {"type": "null"}]},
        "figures": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": full,
                "required": sorted(full),
                "additionalProperties": False,
            },
            "description": "Every figure of the brief, each key once.",
        },
        "gaps": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in _GAP},
                "required": list(_GAP),
                "additionalProperties": False,
            },
            "description": "What is missing, why, and how to supply it.",
        },
    }
    answers["required"] = sorted(answers["properties"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | answers, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema(), end="")
