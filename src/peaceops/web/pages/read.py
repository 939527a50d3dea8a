"""Read: documents, and the statements in them, to accept into a case."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
