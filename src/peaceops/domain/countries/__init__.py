"""Country codes and names, reconciled once for every publisher.

The code is ISO 3166-1 alpha-3, with the withdrawn ISO codes (``SUN``, ``YUG``, ``CSK``, ``DDR``,
``SCG`` and the like) for states that have ended.
"""

from typing import TYPE_CHECKING

from peaceops.domain.countries._lookup import (
    PERMANENT_MEMBERS,
    Country,
    UnknownCountry,
    codes_of,
    codes_of_cow,
    codes_of_gw,
    codes_of_m49,
    country,
    country_codes,
    country_in_french,
    country_of_two_letters,
    demonyms,
    french_names,
    name_in_a_sentence,
    name_of,
    names_in_prose,
    state_of,
    states_of_gw,
)
from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.domain.countries._outlines import kilometres_outside

__all__ = [
    "PERMANENT_MEMBERS",
    "Country",
    "UnknownCountry",
    "codes_of",
    "codes_of_cow",
    "codes_of_gw",
    "codes_of_m49",
    "country",
    "country_codes",
    "country_in_french",
    "country_of_two_letters",
    "demonyms",
    "french_names",
    "kilometres_outside",
    "name_in_a_sentence",
    "name_of",
    "names_in_prose",
    "state_of",
    "states_of_gw",
]

# Outlines load shapely, for those alone who read a publisher's places.
__getattr__ = lazy_face(__name__, {"_outlines": ["kilometres_outside"]})
