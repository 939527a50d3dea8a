"""Pages: each asks one function of the library and shows the answer."""

from peaceops.web.pages import (
    about,
    cases,
    council,
    data,
    maps,
    mission,
    now,
    read,
    record,
    what_if,
)

routers = (
    about.router,
    now.router,
    maps.router,
    council.router,
    record.router,
    data.router,
    read.router,
    cases.router,
    what_if.router,
    # A mission stands at the top, as /UNMISS: every other address goes first.
    mission.router,
)
