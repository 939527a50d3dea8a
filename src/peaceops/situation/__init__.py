"""The situation: violence in and around the host countries, losses, and voting in the Assembly."""

from peaceops.situation.accord_sides import AccordSides, accord_sides
from peaceops.situation.accords import Accords, HostAccords, accords
from peaceops.situation.alignment import HostAlignment
from peaceops.situation.deaths import YearOfDeaths
from peaceops.situation.describe import Situation, describe
from peaceops.situation.dyads import Actors, actors
from peaceops.situation.enabling_factors import EnablingFactors, enabling_factors, government_share
from peaceops.situation.events import covered_events
from peaceops.situation.incidents import deaths_on_record
from peaceops.situation.months import provisional_months
from peaceops.situation.neighbours import Neighbourhood
from peaceops.situation.peacekeepers import Losses, LossFigures
from peaceops.situation.sides import GOVERNMENT_OF, HOST_GOVERNMENT, Sides
from peaceops.situation.spread import PRECISE as WELL_PLACED
from peaceops.situation.spread import Spread
from peaceops.situation.trends import Trends, host_deaths, trends

__all__ = [
    "GOVERNMENT_OF",
    "HOST_GOVERNMENT",
    "WELL_PLACED",
    "AccordSides",
    "Accords",
    "Actors",
    "EnablingFactors",
    "HostAccords",
    "HostAlignment",
    "LossFigures",
    "Losses",
    "Neighbourhood",
    "Sides",
    "Situation",
    "Spread",
    "Trends",
    "YearOfDeaths",
    "accord_sides",
    "accords",
    "actors",
    "covered_events",
    "deaths_on_record",
    "describe",
    "enabling_factors",
    "government_share",
    "host_deaths",
    "provisional_months",
    "trends",
]
