"""The brief as data: what ``brief.json`` holds and every page is drawn from.

The layout reads a ``Brief`` and nothing else. Months are the first day of the month; shares and
probabilities lie between 0 and 1; countries are ISO 3 codes.
"""

from peaceops.brief.document.brief import Brief
from peaceops.brief.document.choices import (
    Amount,
    Assumption,
    Lever,
    Option,
    PlaceFate,
    Statement,
    StatusQuo,
)
from peaceops.brief.document.council import (
    ConsentCase,
    ConsentRecord,
    Council,
    CouncilOption,
    LastVote,
    Needs,
    OddsStep,
    Seat,
    VoteChange,
    VoteOdds,
)
from peaceops.brief.document.incidents import IncidentOnRecord
from peaceops.brief.document.map import Outline
from peaceops.brief.document.mission import (
    Contributor,
    Departure,
    MissionStrength,
    PathMonth,
    Site,
    StatedStrength,
    StrengthMonth,
)
from peaceops.brief.document.part import Country, Part, PublicationUsed
from peaceops.brief.document.violence import (
    ForecastMonth,
    ForecastYear,
    MonthlyViolence,
    NeighbourAhead,
    Probability,
    Violence,
)

__all__ = [
    "Amount",
    "Assumption",
    "Brief",
    "ConsentCase",
    "ConsentRecord",
    "Contributor",
    "Council",
    "CouncilOption",
    "Country",
    "Departure",
    "ForecastMonth",
    "ForecastYear",
    "IncidentOnRecord",
    "LastVote",
    "Lever",
    "MissionStrength",
    "MonthlyViolence",
    "Needs",
    "NeighbourAhead",
    "OddsStep",
    "Option",
    "Outline",
    "Part",
    "PathMonth",
    "PlaceFate",
    "Probability",
    "PublicationUsed",
    "Seat",
    "Site",
    "StatedStrength",
    "Statement",
    "StatusQuo",
    "StrengthMonth",
    "Violence",
    "VoteChange",
    "VoteOdds",
]
