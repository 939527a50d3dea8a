"""The desk: the library in a browser, on one's own machine or for a team."""

from peaceops.web.app import create_app
from peaceops.web.rules import Rules
from peaceops.web.serve import serve

__all__ = ["Rules", "create_app", "serve"]
