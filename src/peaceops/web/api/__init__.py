"""Answers for programs, under ``/api/v1``: the JSON that the command line prints."""

from fastapi import APIRouter

from peaceops.web.api import (
    cases,
    comparisons,
    council,
    data,
    mandates,
    missions,
    options,
    reading,
    record,
    violence,
)
from peaceops.web.api.described import describe

__all__ = ["describe", "routers"]

routers: tuple[APIRouter, ...] = tuple(
    part.answers
    for part in (
        missions,
        options,
        council,
        mandates,
        violence,
        record,
        comparisons,
        cases,
        reading,
        data,
    )
)
