"""The regional groups that elect the Council's members, and how each group's members voted.

The five groups are those of the Department for General Assembly and Conference Management (list of
May 2014, with later admissions); the group of Arab states, which shares a seat of two of them, is
counted apart. A state that has ended is in the group it was in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from peaceops.council.model.decayed_counts import log_odds, shrink_towards
from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.countries import PERMANENT_MEMBERS

GROUPS = {
    "Africa": """AGO BDI BEN BFA BWA CAF CIV CMR COD COG CPV ERI ETH GAB GHA GIN GMB GNB GNQ KEN LBR
        LSO MDG MLI MOZ MUS MWI NAM NER NGA RWA SEN SLE SSD STP SWZ SYC TCD TGO TZA UGA ZAF ZMB
        ZWE""",
    "Arab states": """ARE BHR COM DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN QAT SAU SDN SOM SYR
        TUN YEM""",
    "Asia and the Pacific": """AFG BGD BRN BTN CHN CYP FJI FSM IDN IND IRN JPN KAZ KGZ KHM KIR KOR
        LAO LKA MDV MHL MMR MNG MYS NPL NRU PAK PHL PLW PNG PRK SGP SLB THA TJK TKM TLS TON TUV UZB
        VNM VUT WSM""",
    "Eastern Europe": """ALB ARM AZE BGR BIH BLR CSK CZE DDR EST GEO HRV HUN LTU LVA MDA MKD MNE POL
        ROU RUS SCG SRB SUN SVK SVN UKR YUG""",
    "Latin America and the Caribbean": """ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB DMA DOM ECU
        GRD GTM GUY HND HTI JAM KNA LCA MEX NIC PAN PER PRY SLV SUR TTO URY VCT VEN""",
    "Western Europe and others": """AND AUS AUT BEL CAN CHE DEU DNK ESP FIN FRA GBR GRC IRL ISL ISR
        ITA LIE LUX MCO MLT NLD NOR NZL PRT SMR SWE TUR USA""",
}
GROUP_OF = {state: group for group, states in GROUPS.items() for state in states.split()}
DRAWN_BY = {"all": 15.0, "sort": 15.0, "theme": 8.0}


class RegionalGroups:
    """How the elected members of each group voted.

    Args:
        states: Codes of all states, in the order of the arrays.
    """

    def __init__(self, states: Sequence[str]) -> None:
        names = list(GROUPS)
        self._group = np.array([names.index(GROUP_OF[state]) if state in GROUP_OF else len(names)
                                for state in states])  # fmt: skip
        self._permanent = np.isin(np.array(states), PERMANENT_MEMBERS)
        within = self._group[None, :] == np.arange(len(names) + 1)[:, None]
        self._within = (within & ~self._permanent).astype(float)

    def describe(
        self, counts: Mapping[str, Floats], members: Ints, council: Floats
    ) -> dict[str, Floats | float]:
        """Features of each member.

        Args:
            counts: Votes of all states by yes, no, abstain, by name of the subject.
            members: Places of the members among the states.
            council: Shares of yes, no and abstain of the Council on drafts of this sort.
        """
        group = self._group[members]
        columns: dict[str, Floats | float] = {}
        for name, votes in counts.items():
            everyone = shrink_towards(votes.sum(0), council, 15.0)
            of_group = shrink_towards((self._within @ votes)[group], everyone, DRAWN_BY[name])
            columns[f"group, {name}"] = -log_odds(of_group[:, 0])
        elected = ~self._permanent[members]
        for place, name in enumerate(GROUPS):
            columns[f"elected from {name}"] = ((group == place) & elected).astype(float)
        columns["votes so far"] = np.log1p(counts["all"][members].sum(1))
        return columns
