"""The options brief: composed from the models' findings, written as pages and data."""

from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.brief.which_mission import active_missions, find_mission
from peaceops.brief.write import FORMATS, write

__all__ = ["FORMATS", "Brief", "active_missions", "compose", "find_mission", "write"]
