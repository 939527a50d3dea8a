"""Ask of any UN peace operation, as of any date: what is happening, what can the Council decide,
what would each option mean, and how do we know?
"""

from importlib.metadata import version

__version__ = version("peaceops")
