"""Fetch what publishers have issued into a folder that `peaceops data build` reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from peaceops.durable import changing
from peaceops.fetch.addresses import origins
from peaceops.fetch.client import Client, Limits, Step
from peaceops.fetch.parts import sweep_parts
from peaceops.fetch.publishers import chosen
from peaceops.fetch.record import read_record
from peaceops.fetch.visit import Outcome, Visit


def fetch(
    folder: Path,
    names: Sequence[str] = (),
    *,
    addresses: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    today: date | None = None,
    progress: Step = lambda *_: None,
) -> tuple[Outcome, ...]:
    """Fetch the newest files into a folder; each is put in place only when it is whole and right.

    What stands there and has not changed at its publisher is not fetched again. A file that fails
    leaves the one before it. Files that were not fetched are never touched.

    Args:
        folder: Where files go; made if it is missing.
        names: Publishers or data sets, as ``ucdp`` or ``DPO-UCHISTORICAL``; all without one.
        addresses: Mirrors in the place of publishers' addresses, by name.
        limits: Of size, time and number of requests.
        today: The day, which tells what may be out; today's date by default.
        progress: Told of what goes on: words, bytes done, bytes in all.

    Returns:
        What became of each file, in the order of publishers.

    Raises:
        FetchError: A name or an address is none, or the folder's record is damaged.
        OutputError: The folder cannot be written to, or another peaceops fetches there.
    """
    wanted = chosen(names)
    servers = origins(addresses)
    client = Client(limits or Limits(), progress)
    outcomes: list[Outcome] = []
    try:
        with changing(folder, what="what is fetched") as change:
            sweep_parts(change.folder)
            record = read_record(change.folder)
            for publisher, datasets in wanted:
                visit = Visit(change, record, client, servers, today or date.today())
                publisher.fetch_datasets(visit, datasets)
                record = visit.record
                outcomes.extend(visit.outcomes)
    finally:
        client.close()
    return tuple(outcomes)
