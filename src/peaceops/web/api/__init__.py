"""Answers for programs, under ``/api/v1``: the JSON that the command line prints."""

from fastapi import APIRouter

routers: tuple[APIRouter, ...] = ()
