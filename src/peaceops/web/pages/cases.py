"""Cases: those of the folder and those that ship; read, changed, saved, and their history."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
