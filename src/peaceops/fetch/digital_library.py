"""UN Digital Library: the Security Council's voting data, whose file's name tells its day.

The newest is looked up: in the list of the record's files, or else among the links of its page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import partial

from peaceops.errors import FetchError
from peaceops.fetch.addresses import LIBRARY
from peaceops.fetch.visit import Release, Visit

RECORD = "4055387"
DATASETS = {"SC-VOTING": "undl-votes"}
BY_HAND = f"https://digitallibrary.un.org/record/{RECORD}"
# 2026_02_06_sc_voting.csv; some releases leave the noughts out.
_NAME = re.compile(r"((?:19|20)\d{2})[_-](\d{1,2})[_-](\d{1,2})[_-]sc[_-]voting\.csv")
_LINK = re.compile(rf"/record/{RECORD}/files/([A-Za-z0-9_.-]{{1,120}})")


def fetch_datasets(visit: Visit, datasets: Collection[str]) -> None:
    """Fetch the newest release of the Council's votes."""
    for dataset in datasets:
        try:
            name = newest(_names(visit))
        except FetchError as error:
            visit.failed(dataset, "the list of its files", BY_HAND, error)
            continue
        visit.take(
            Release(
                dataset=dataset,
                publication=DATASETS[dataset],
                name=name,
                path=f"record/{RECORD}/files/{name}",
                by_hand=BY_HAND,
                fixed=True,
                supersedes=partial(is_earlier, than=name),
            ),
            LIBRARY,
        )


def newest(names: Collection[str]) -> str:
    """The name of the latest release among names of files.

    Raises:
        FetchError: None of them is one of a release.

    >>> newest(["2025_7_21_sc_voting.csv", "readme.txt", "2026_02_06_sc_voting.csv"])
    '2026_02_06_sc_voting.csv'
    """
    releases = [name for name in names if _day(name)]
    if not releases:
        raise FetchError(
            f"the record lists no file like 2026_02_06_sc_voting.csv, but "
            f"{', '.join(sorted(names)[:3]) or 'none at all'}",
            where=BY_HAND,
            cause="the Library has changed its page or its names",
            remedy="download the file by hand",
        )
    return max(releases, key=lambda name: (_day(name), name))


def is_earlier(name: str, than: str) -> bool:
    """Tell whether a file is a release before another."""
    day = _day(name)
    return bool(day) and day < _day(than)


def _day(name: str) -> tuple[int, ...]:
    match = _NAME.fullmatch(name)
    return tuple(map(int, match.groups())) if match else ()


def _names(visit: Visit) -> set[str]:
    """Names of the record's files, from its list or from its page."""
    first: FetchError | None = None
    try:
        listed = visit.page(LIBRARY, f"api/v1/file?recid={RECORD}", "the Library's list of files")
        if names := set(_listed(listed)):
            return names
    except FetchError as error:
        first = error
    page = visit.page(LIBRARY, f"record/{RECORD}", "the Library's page of the record")
    names = set(_LINK.findall(page.decode("utf-8", "replace")))
    if not names and first is not None:
        raise first
    return names


def _listed(body: bytes) -> Iterator[str]:
    """Names in the list; only names: the address is put together from them."""
    try:
        entries = json.loads(body)
    except (ValueError, RecursionError):
        return
    for entry in entries if isinstance(entries, list) else []:
        link = _LINK.search(str(entry.get("url", ""))) if isinstance(entry, dict) else None
        if link:
            yield link[1]
