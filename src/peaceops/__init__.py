"""Options briefs on UN peace operations, as of any date.

What is happening, what can the Council decide, what would each option mean, and how do we know?
"""

from importlib.metadata import version

__version__ = version("peaceops")
