"""What changed in the tables of an edition since the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.edition import TABLES, Edition, View

_BESIDE = ("source", "row")


@dataclass(frozen=True)
class TableChange:
    """A table that is not what it was.

    Attributes:
        table: Its name.
        rows_before: Rows known before; ``None`` where the edition before had no such table.
        rows: Rows known now; ``None`` where it is gone.
        added: Rows whose key is new.
        removed: Rows whose key is gone.
        revised: Rows of the same key that say something else.
        last_before: Day on which the last row known before became public.
        last: The same of the rows known now.
    """

    table: str
    rows_before: int | None
    rows: int | None
    added: int
    removed: int
    revised: int
    last_before: date | None
    last: date | None


def table_changes(before: Edition, after: Edition, day: date) -> tuple[TableChange, ...]:
    """Compare what two editions know on a day, table by table.

    Tables that peaceops derives from the others are left out, and so are file and row: a row is
    the same where it says the same.

    Args:
        before: The earlier edition. It may have been replaced on disk if its tables were read.
        after: The later one.
        day: The day.
    """
    old, new = before.as_of(day), after.as_of(day)
    names = {*before.manifest.tables, *after.manifest.tables}
    changes = [
        _change(name, _rows(old, name), _rows(new, name))
        for name in sorted(names)
        if name in TABLES and not TABLES[name].derived
    ]
    return tuple(change for change in changes if change is not None)


def _rows(view: View, table: str) -> pl.DataFrame | None:
    return view.table(table) if view.has(table) else None


def _change(name: str, old: pl.DataFrame | None, new: pl.DataFrame | None) -> TableChange | None:
    if old is None or new is None:
        frame = new if old is None else old
        assert frame is not None
        return TableChange(
            table=name,
            rows_before=None if old is None else old.height,
            rows=None if new is None else new.height,
            added=0 if new is None else new.height,
            removed=0 if old is None else old.height,
            revised=0,
            last_before=None if old is None else _last(old),
            last=None if new is None else _last(new),
        )
    key = list(TABLES[name].schema.primary_key())
    columns = [column for column in new.columns if column in old.columns]
    content = [column for column in columns if column not in _BESIDE]
    added = new.join(old, on=key, how="anti", nulls_equal=True).height
    removed = old.join(new, on=key, how="anti", nulls_equal=True).height
    unlike = new.join(old, on=content, how="anti", nulls_equal=True).height
    change = TableChange(
        table=name,
        rows_before=old.height,
        rows=new.height,
        added=added,
        removed=removed,
        revised=unlike - added,
        last_before=_last(old),
        last=_last(new),
    )
    return change if added or removed or change.revised else None


def _last(frame: pl.DataFrame) -> date | None:
    last = frame["known_on"].max()
    return last if isinstance(last, date) else None
