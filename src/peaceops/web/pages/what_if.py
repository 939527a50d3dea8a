"""What if: assumptions and positions changed on a page, beside what was; saved as a case."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
