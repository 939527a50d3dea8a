"""The situation: violence in and around the host countries, losses, and voting in the Assembly."""

from peaceops.situation.describe import Situation, describe

__all__ = ["Situation", "describe"]
