"""Who can be fetched from, and what a person has to download by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from peaceops.errors import FetchError, did_you_mean
from peaceops.fetch import data_hub, digital_library, ucdp
from peaceops.fetch.addresses import DATA_HUB, LIBRARY, UCDP
from peaceops.fetch.visit import Visit
from peaceops.sources import Publication, all_readers


@dataclass(frozen=True)
class Publisher:
    """A publisher whose terms and addresses let a program fetch.

    Attributes:
        name: Its name on the command line.
        title: Its name.
        datasets: Names of its data sets, with our names of the publications.
        fetch_datasets: Fetches data sets of these names.
    """

    name: str
    title: str
    datasets: Mapping[str, str]
    fetch_datasets: Callable[[Visit, Collection[str]], None]


PUBLISHERS: Mapping[str, Publisher] = {
    publisher.name: publisher
    for publisher in (
        Publisher(
            DATA_HUB, "UN Peace and Security Data Hub", data_hub.DATASETS, data_hub.fetch_datasets
        ),
        Publisher(UCDP, "Uppsala Conflict Data Program", ucdp.DATASETS, ucdp.fetch_datasets),
        Publisher(
            LIBRARY, "UN Digital Library", digital_library.DATASETS, digital_library.fetch_datasets
        ),
    )
}


def chosen(names: Sequence[str]) -> list[tuple[Publisher, list[str]]]:
    """The data sets that names of publishers or of data sets mean; all without a name.

    Raises:
        FetchError: A name is none of them; publications that come by hand are told with their page.

    >>> [(publisher.name, sets) for publisher, sets in chosen(["ged", "un-digital-library"])]
    [('ucdp', ['GED']), ('un-digital-library', ['SC-VOTING'])]
    """
    wanted: dict[str, set[str]] = {}
    unknown = []
    for name in names or tuple(PUBLISHERS):
        meant = _meant(name)
        if not meant:
            unknown.append(name)
        for publisher, sets in meant.items():
            wanted.setdefault(publisher, set()).update(sets)
    if unknown:
        raise FetchError(
            f"nothing is fetched by the name {', '.join(map(repr, unknown))}",
            cause=_by_hand_words(unknown),
            remedy=did_you_mean(unknown[0], _names())
            or f"name one of {', '.join(PUBLISHERS)}, or a data set as DPO-UCHISTORICAL",
        )
    return [
        (publisher, [name for name in publisher.datasets if name in wanted[publisher.name]])
        for publisher in PUBLISHERS.values()
        if publisher.name in wanted
    ]


def by_hand() -> tuple[Publication, ...]:
    """Publications that are read and not fetched: no stable address, or terms that need a person.

    >>> "geopko" in {publication.id for publication in by_hand()}
    True
    """
    fetched = {id_ for publisher in PUBLISHERS.values() for id_ in publisher.datasets.values()}
    read = {reader.publication.id: reader.publication for reader in all_readers()}
    return tuple(read[id_] for id_ in sorted(read) if id_ not in fetched)


def _meant(name: str) -> dict[str, set[str]]:
    key = name.strip().casefold()
    return {
        publisher.name: sets
        for publisher in PUBLISHERS.values()
        if (
            sets := {
                dataset
                for dataset, publication in publisher.datasets.items()
                if key in (publisher.name, dataset.casefold(), publication.casefold())
            }
        )
    }


def _names() -> list[str]:
    sets = [name for publisher in PUBLISHERS.values() for name in publisher.datasets]
    return [*PUBLISHERS, *sets]


def _by_hand_words(names: Sequence[str]) -> str | None:
    pages_of = {publication.id: publication.url for publication in by_hand()}
    pages = [f"{name} comes by hand, from {pages_of[name]}" for name in names if name in pages_of]
    return "; ".join(pages) or None
