"""The Council: drafts and votes, members, the voting rule, precedents."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
