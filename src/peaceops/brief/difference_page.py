"""What changed between two mandates as one HTML page, in the look of the brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from peaceops.brief.html import TEMPLATES, styles
from peaceops.mandate import Change, Difference, change_note, day_of, warnings_of

GENERATOR = "peaceops mandate diff"
_PREAMBLE = "Preamble"
_OPERATIVE = "Operative part"
_LABELS = {
    "same": "Paragraphs the same",
    "moved": "Moved",
    "changed": "Changed",
    "added": "Added",
    "dropped": "Dropped",
}


@dataclass(frozen=True)
class Part:
    """The changes under one heading.

    Attributes:
        title: The heading.
        groups: Its changes in the order of the later text; what stands is taken together.
    """

    title: str
    groups: list[list[Change]]


def difference_page(difference: Difference) -> str:
    """Write a comparison as a self-contained HTML document.

    Args:
        difference: What changed between two texts (``mandate.difference``).

    Returns:
        The page: styles inside, no script and no request to anywhere.
    """
    old, new = difference.old, difference.new
    written: str = _template().render(
        old=old,
        new=new,
        old_day=day_of(old),
        new_day=day_of(new),
        subject=new.subject or new.title,
        counts=[
            (_LABELS[figure.key.removeprefix("mandate.text_")], figure.value)
            for figure in difference.figures
        ],
        notes=[
            *(
                f"“{before}” is now “{after}” throughout ({count} paragraphs)"
                for before, after, count in difference.replaced
            ),
            *warnings_of(old),
            *warnings_of(new),
        ],
        parts=_parts(difference.changes),
        note=change_note,
        space=lambda run: " " if run.text[:1].isspace() else "",
        method=difference.figures[0].method,
        generator=GENERATOR,
        css=Markup(styles()),
    )
    return written


def is_difference_page(path: Path) -> bool:
    """Tell whether a file is a page that ``difference_page`` wrote."""
    with path.open("rb") as stream:
        return f'content="{GENERATOR}"'.encode() in stream.read(4096)


def _parts(changes: Sequence[Change]) -> list[Part]:
    parts: list[Part] = []
    for change in changes:
        paragraph = change.new or change.old
        preamble = paragraph is not None and paragraph.role == "preambular"
        title = change.heading or (_PREAMBLE if preamble else _OPERATIVE)
        if not parts or parts[-1].title != title:
            parts.append(Part(title, []))
        groups = parts[-1].groups
        if groups and (groups[-1][0].kind == "same") == (change.kind == "same"):
            groups[-1].append(change)
        else:
            groups.append([change])
    return parts


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string((TEMPLATES / "difference.html.j2").read_text("utf-8"))
