"""The reader's own country, marked where members of the Council stand in a table."""

from __future__ import annotations

from dataclasses import replace

from peaceops.brief.page import Block, Chart, Columns, Page, Section, Table, Text
from peaceops.domain.countries import name_of

MARK = "your country"


def mark_country(page: Page, country: str) -> Page:
    """Mark a country in each row that begins with its name; all else stays as it is.

    Args:
        page: A page.
        country: ISO 3166-1 alpha-3, as ``FRA``.

    Returns:
        The page; the same where the country does not sit on the Council.
    """
    name = name_of(country)
    return replace(
        page,
        summary=tuple(_in_section(section, name) for section in page.summary),
        sections=tuple(_in_section(section, name) for section in page.sections),
    )


def _in_section(section: Section, name: str) -> Section:
    return replace(section, blocks=tuple(_in_block(block, name) for block in section.blocks))


def _in_block(block: Block, name: str) -> Block:
    if isinstance(block, Columns):
        left, right = (
            tuple(_in_block(part, name) for part in side) for side in (block.left, block.right)
        )
        return Columns(left, right)
    if isinstance(block, Chart) and block.table is not None:
        return replace(block, table=_in_table(block.table, name))
    return _in_table(block, name) if isinstance(block, Table) else block


def _in_table(table: Table, name: str) -> Table:
    return replace(table, rows=tuple(_in_row(row, name) for row in table.rows))


def _in_row(row: tuple[Text, ...], name: str) -> tuple[Text, ...]:
    first, *others = row
    if first.text != name:
        return row
    return (replace(first, small=f"{first.small}; {MARK}" if first.small else MARK), *others)
