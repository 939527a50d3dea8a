"""One reader at a desk: seconds after a change of what is supposed, and of pages that are warm.

Run: uv run python benchmarks/desk_recompute.py [MISSION] [DAY] [CHANGES]

A change is a supposition that nobody made before, so that everything that rests on it is worked out
anew; the mission is warm. Goals: 1 s at the median for a change, 0.3 s for a page.
"""

from __future__ import annotations

import statistics
import sys
import time
from random import Random
from urllib.parse import urlencode

import httpx
from desk_load import desk, supposition

MOST_FOR_A_CHANGE, MOST_FOR_A_PAGE = 1.0, 0.3
PAGES = (
    "/", "/council", "/council/votes", "/council/members/CHN", "/data", "/data/strength", "/cases",
    "/read", "/track-record",
)  # fmt: skip


def seconds(client: httpx.Client, address: str) -> float | None:
    """Seconds that a page takes; ``None`` where the desk has none there."""
    begun = time.perf_counter()
    answer = client.get(address)
    took = time.perf_counter() - begun
    if answer.status_code == 404:
        return None
    answer.raise_for_status()
    return took


def changes(client: httpx.Client, mission: str, day: list[tuple[str, str]], number: int) -> bool:
    """Time changes; whether the goal is met."""
    chance, supposed, times = Random(1), list(day), []
    seconds(client, f"/{mission}/what-if?{urlencode(supposed)}")
    for _ in range(number):
        # A reader adds, and begins again after four.
        supposed = [*(supposed if len(supposed) < 5 else day), supposition(chance)]
        took = seconds(client, f"/{mission}/what-if?{urlencode(supposed)}")
        if took is None:
            print("The desk has no page for what is supposed.")
            return True
        times.append(took)
    middle = statistics.median(times)
    print(f"{'a change':34}{middle:8.3f} s at the median, {max(times):.3f} s at most")
    return middle <= MOST_FOR_A_CHANGE


def main() -> None:
    """Measure, and say whether the goals are met."""
    mission, day, number = (sys.argv[1:] + ["UNMISS", "2023-02-15", "20"][len(sys.argv) - 1 :])[:3]
    at = [("as_of", day)]
    pages = [f"/{mission}?{urlencode(at)}", *PAGES]
    missed = []
    with (
        desk("--log", "off") as (address, _),
        httpx.Client(base_url=address, timeout=180) as client,
    ):
        for page in pages:
            first = seconds(client, page)
            if first is None:
                continue
            warm = statistics.median(seconds(client, page) or 0.0 for _ in range(7))
            print(f"{page:34}{warm:8.3f} s warm, {first:.3f} s at first")
            if warm > MOST_FOR_A_PAGE:
                missed.append(page)
        if not changes(client, mission, at, int(number)):
            missed.append("changes")
    print(f"missed: {', '.join(missed) or 'none'}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
