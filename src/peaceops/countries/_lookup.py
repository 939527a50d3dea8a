"""Lookups over ``countries.csv`` (one row a state) and ``names.csv`` (one row a spelling)."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.errors import PeaceopsError


class UnknownCountry(PeaceopsError):  # noqa: N818 - reads as a sentence where it is caught
    """A country name or code that no table of names holds."""

    def __init__(self, name: str, remedy: str | None = None) -> None:
        self.name = name
        super().__init__(f"{name!r} is not a country we know", remedy=remedy)


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    gw: int | None
    m49: int | None


def country(name_or_code: str) -> Country:
    raise NotImplementedError


def name_of(code: str) -> str:
    raise NotImplementedError


def codes_of(names: pl.Series) -> pl.Series:
    raise NotImplementedError


def codes_of_gw(numbers: pl.Series, years: pl.Series) -> pl.Series:
    raise NotImplementedError


def codes_of_m49(numbers: pl.Series) -> pl.Series:
    raise NotImplementedError
