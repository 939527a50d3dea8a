"""The data: every table, and questions in SQL."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
