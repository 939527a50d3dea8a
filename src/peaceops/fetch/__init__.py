"""Downloads of publishers' files: what terms allow, from public addresses or from mirrors.

- ``fetch`` brings the newest files into a folder and tells what became of each.
- ``PUBLISHERS`` lists who can be fetched from; ``by_hand`` what a person has to download.

A token, where a publisher gives one, is read from the environment and goes to that publisher alone.
"""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.fetch.addresses import ADDRESSES, BASES, UCDP_TOKEN
    from peaceops.fetch.client import Limits
    from peaceops.fetch.publishers import PUBLISHERS, Publisher, by_hand
    from peaceops.fetch.record import RECORD
    from peaceops.fetch.run import fetch
    from peaceops.fetch.visit import Outcome

__all__ = [
    "ADDRESSES",
    "BASES",
    "PUBLISHERS",
    "RECORD",
    "UCDP_TOKEN",
    "Limits",
    "Outcome",
    "Publisher",
    "by_hand",
    "fetch",
]

# Whoever asks for help needs no network library.
__getattr__ = lazy_face(
    __name__,
    {
        "addresses": ["ADDRESSES", "BASES", "UCDP_TOKEN"],
        "client": ["Limits"],
        "publishers": ["PUBLISHERS", "Publisher", "by_hand"],
        "record": ["RECORD"],
        "run": ["fetch"],
        "visit": ["Outcome"],
    },
)
