"""The brief as data: what ``brief.json`` holds and every page is drawn from.

Renderers read a ``Brief`` and nothing else. Months are the first day of the month; shares and
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
)
from peaceops.brief.document.council import (
    Ceiling,
    ConsentCase,
    ConsentRecord,
    Council,
    CouncilOption,
    LastVote,
    Mandate,
    MandateDecision,
    Needs,
    OddsStep,
    Seat,
    VoteChange,
    VoteOdds,
)
from peaceops.brief.document.map import (
    EventPlace,
    Outline,
)
from peaceops.brief.document.mission import (
    Contributor,
    Departure,
    MissionStrength,
    PathMonth,
    Site,
    StatedStrength,
    StrengthMonth,
)
from peaceops.brief.document.part import (
    BriefFinding,
    BriefGap,
    Country,
    Part,
    PublicationUsed,
    Rows,
    Source,
    TrackRecord,
)
from peaceops.brief.document.situation import (
    Alignment,
    IncidentBeside,
    MonthlyViolence,
    PeacekeeperLoss,
    Perpetrator,
    Situation,
    YearlyTrend,
)
from peaceops.brief.document.violence import (
    ForecastMonth,
    ForecastYear,
    NeighbourAhead,
    Probability,
    Violence,
)

__all__ = [
    "Alignment",
    "Amount",
    "Assumption",
    "Brief",
    "BriefFinding",
    "BriefGap",
    "Ceiling",
    "ConsentCase",
    "ConsentRecord",
    "Contributor",
    "Council",
    "CouncilOption",
    "Country",
    "Departure",
    "EventPlace",
    "ForecastMonth",
    "ForecastYear",
    "IncidentBeside",
    "LastVote",
    "Lever",
    "Mandate",
    "MandateDecision",
    "MissionStrength",
    "MonthlyViolence",
    "Needs",
    "NeighbourAhead",
    "OddsStep",
    "Option",
    "Outline",
    "Part",
    "PathMonth",
    "PeacekeeperLoss",
    "Perpetrator",
    "PlaceFate",
    "Probability",
    "PublicationUsed",
    "Rows",
    "Seat",
    "Site",
    "Situation",
    "Source",
    "StatedStrength",
    "Statement",
    "StrengthMonth",
    "TrackRecord",
    "Violence",
    "VoteChange",
    "VoteOdds",
    "YearlyTrend",
]
