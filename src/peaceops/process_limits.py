"""What a process may take of the machine, and in how many pools, where the system can bound it."""

from __future__ import annotations

from contextlib import suppress

ARENA_MAX = -8
"""``M_ARENA_MAX`` of the C library's malloc.h."""


def bound_process(**most: int) -> None:
    """Bound what this process may take; where the system cannot, nothing is bounded.

    Args:
        most: Name of a limit of ``resource`` without its ``RLIMIT_``, as ``AS`` for bytes of
            addresses or ``CPU`` for seconds, to the most that may be taken. A lower bound that
            stands already stays.
    """
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    for name, value in most.items():
        with suppress(ValueError, OSError, AttributeError):
            kind = getattr(resource, f"RLIMIT_{name}")
            _, hard = resource.getrlimit(kind)
            unbounded = hard == resource.RLIM_INFINITY
            resource.setrlimit(kind, (value if unbounded else min(value, hard), hard))


def few_pools(most: int) -> None:
    """Have the C library keep few pools of memory: one a thread keeps what others could use.

    Args:
        most: Pools of this process.
    """
    import ctypes  # noqa: PLC0415 - few processes ask for it

    with suppress(OSError, AttributeError):  # another system, or another C library
        ctypes.CDLL(None).mallopt(ARENA_MAX, most)
