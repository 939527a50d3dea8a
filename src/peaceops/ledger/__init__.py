"""The ledger: forecasts issued beforehand, resolved by later editions, and scored; and replays."""

from peaceops.ledger.answers import forecasts_of
from peaceops.ledger.archive import archive, archived, forecasts_in
from peaceops.ledger.file import (
    Entry,
    Ledger,
    Maker,
    Resolution,
    append,
    check_free,
    check_head,
    read_ledger,
)
from peaceops.ledger.forecast import Forecast, Outcome
from peaceops.ledger.history import history
from peaceops.ledger.issuing import Resolved, check_issue, issue, resolve
from peaceops.ledger.outcomes import Outcomes, Pending
from peaceops.ledger.past import (
    FEWEST,
    PERIODS,
    QUANTITIES,
    PastForecasts,
    Scored,
    issued,
    replays,
)
from peaceops.ledger.record_page import track_record
from peaceops.ledger.replay import quarters, replay
from peaceops.ledger.scoring import By, cases_of, counted, summary

__all__ = [
    "FEWEST",
    "PERIODS",
    "QUANTITIES",
    "By",
    "Entry",
    "Forecast",
    "Ledger",
    "Maker",
    "Outcome",
    "Outcomes",
    "PastForecasts",
    "Pending",
    "Resolution",
    "Resolved",
    "Scored",
    "append",
    "archive",
    "archived",
    "cases_of",
    "check_free",
    "check_head",
    "check_issue",
    "counted",
    "forecasts_in",
    "forecasts_of",
    "history",
    "issue",
    "issued",
    "quarters",
    "read_ledger",
    "replay",
    "replays",
    "resolve",
    "summary",
    "track_record",
]
