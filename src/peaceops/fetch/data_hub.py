"""UN Peace and Security Data Hub: each data set as CSV at an address of its own.

Where the CSV cannot be had, the same rows are asked for in pages of JSON.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from peaceops.fetch.addresses import DATA_HUB
from peaceops.fetch.json_pages import table_of_pages
from peaceops.fetch.visit import Release, Visit

DATASETS = {
    "DPO-UCHISTORICAL": "un-dpo-uchistorical",
    "DPPADPOSS-PKO": "un-dppadposs-pko",
    "DPPADPOSS-FATALITIES": "un-dppadposs-fatalities",
    "DPO-PKBUDGET": "un-dpo-pkbudget",
    "DPPA-SCVETOES": "DPPA-SCVETOES",
    "DPPA-SCMEMBERSHIP": "DPPA-SCMEMBERSHIP",
}
"""Data sets that peaceops reads, with our names of the publications."""
_ROWS_A_PAGE = 1000


def fetch_datasets(visit: Visit, datasets: Collection[str]) -> None:
    """Fetch data sets of the hub."""
    for dataset in datasets:
        visit.take(
            Release(
                dataset=dataset,
                publication=DATASETS[dataset],
                name=f"{dataset}.csv",
                path=f"data/{dataset}/CSV",
                by_hand=f"https://psdata.un.org/dataset/{dataset}",
                other_way=partial(_in_pages, visit, dataset),
            ),
            DATA_HUB,
        )


def _in_pages(visit: Visit, dataset: str) -> bytes:
    path = f"data/{dataset}/json"

    def page(number: int) -> bytes:
        query = f"page_num={number}&per_page={_ROWS_A_PAGE}&source=DataHub"
        return visit.page(DATA_HUB, f"{path}?{query}", f"{dataset}, page {number}")

    return table_of_pages(page, 1, visit.origins[DATA_HUB].at(path), visit.most_pages)
