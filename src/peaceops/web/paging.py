"""Pages of a long list: how many there are, and which of them an address asks for."""

from __future__ import annotations

import re


def pages_of(total: int, size: int) -> int:
    """How many pages hold a list; one where it is empty.

    Args:
        total: Rows of the list.
        size: Rows of a page.

    >>> pages_of(0, 50), pages_of(50, 50), pages_of(51, 50)
    (1, 1, 2)
    """
    return max(1, -(-total // size))


def page_meant(text: str, last: int) -> int:
    """The page that an address asks for: the first where it names none, the last beyond it.

    Args:
        text: What stands in the address.
        last: The last page.

    >>> page_meant("3", 9), page_meant("400", 9), page_meant("-1", 9), page_meant("", 9)
    (3, 9, 1, 1)
    """
    return min(int(text), last) if re.fullmatch(r"[1-9][0-9]{0,5}", text) else 1
