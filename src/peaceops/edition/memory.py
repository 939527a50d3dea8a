"""Answers that are worked out once for a view, and kept as long as the view is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock, RLock
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
Answer = TypeVar("Answer")
Asked = TypeVar("Asked")


class Memory:
    """Answers by what was asked; threads that ask the same wait for the first of them."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}
        self._turns: dict[Hashable, RLock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """The answer of a key, worked out if nobody asked before.

        Args:
            key: What is asked.
            work: Works it out; what it raises is raised, and not kept.
        """
        with self._lock:
            if key in self._answers:
                answer: Answer = self._answers[key]
                return answer
            turn = self._turns.setdefault(key, RLock())
        with turn:
            if key not in self._answers:
                self._answers[key] = work()
                self._turns.pop(key, None)
            return self._answers[key]  # type: ignore[no-any-return]


def per_view(
    function: Callable[Concatenate[Asked, P], Answer],
) -> Callable[Concatenate[Asked, P], Answer]:
    """Work a function of a view out once for each view and each further argument.

    A cache of so many entries would serve as many views, and keep them when nobody needs them.

    Args:
        function: Takes a view first, and hashable arguments. Rows that are no view are asked anew.

    >>> from datetime import date
    >>> from peaceops.edition import View, open_edition
    >>> @per_view
    ... def missions(view: View) -> list[str]:
    ...     return view.table("missions")["mission"].to_list()
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> missions(view) is missions(view)
    True
    """

    @wraps(function)
    def remembered(view: Asked, /, *arguments: P.args, **named: P.kwargs) -> Answer:
        memory = getattr(view, "memory", None)
        if not isinstance(memory, Memory):
            return function(view, *arguments, **named)
        key = (function, arguments, tuple(sorted(named.items())))
        return memory.get(key, lambda: function(view, *arguments, **named))

    return remembered
