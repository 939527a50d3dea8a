"""Linear algebra on one thread, so that the same input gives the same bytes on any machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local

from threadpoolctl import threadpool_limits

_lock = Lock()
_limits: list[threadpool_limits] = []
_here = local()


@contextmanager
def one_thread() -> Iterator[None]:
    """Use one thread, as sums over many rows differ in their last digits with their number.

    The limit holds for the whole process while any thread is inside.
    """
    if getattr(_here, "inside", False):  # to look for the libraries again takes a millisecond
        yield
        return
    with _lock:
        _limits.append(threadpool_limits(limits=1, user_api="blas"))
    _here.inside = True
    try:
        yield
    finally:
        _here.inside = False
        with _lock:
            # Only the first limit knows what was before: the others found one thread.
            ended = _limits.pop() if len(_limits) > 1 else _limits[0]
            if ended is _limits[0]:
                _limits.clear()
                ended.restore_original_limits()
