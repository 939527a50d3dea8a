"""The one place that writes files for the user: whole or not at all, and nothing else touched.

- ``write_file`` writes one file, ``remove_file`` takes one away; ``hold`` keeps others off a file
  that is read and written again.
- ``changing`` holds a folder and replaces a set of its files in one step.
- ``keep_apart`` refuses to write into what is being read; ``same_place`` tells it by any name.
- ``read_regular`` reads a regular file once, whole, and never waits for a pipe or a device.
- ``mend`` finishes a change of a folder that was killed half way; ``look_ahead`` and
  ``check_writable`` refuse early.
- ``names_in`` lists a folder without the work folders named below.

All of it holds under SIGKILL, loss of power and a full disk. Work stands in hidden folders named
``.peaceops-`` and a token, each with a lock that the system drops with its process; the next change
sweeps those that no process holds.
"""

from peaceops.durable.apart import keep_apart, same_place
from peaceops.durable.files import remove_file, write_file
from peaceops.durable.folders import (
    Change,
    changing,
    check_writable,
    look_ahead,
    mend,
    names_in,
    sweep,
)
from peaceops.durable.locks import hold
from peaceops.durable.refusal import refusal
from peaceops.durable.regular import NotRegular, TooLarge, read_regular, special_kind

__all__ = [
    "Change",
    "NotRegular",
    "TooLarge",
    "changing",
    "check_writable",
    "hold",
    "keep_apart",
    "look_ahead",
    "mend",
    "names_in",
    "read_regular",
    "refusal",
    "remove_file",
    "same_place",
    "special_kind",
    "sweep",
    "write_file",
]
