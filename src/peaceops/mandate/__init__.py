"""Mandates: their texts, what changed between two, the tasks they set, the reports they ask for."""

from peaceops.mandate.difference import Change, Difference, compare, difference
from peaceops.mandate.penholders import Penholders, penholders
from peaceops.mandate.renewals import RenewalChanges, changes_since_last_renewal, renewals
from peaceops.mandate.report_days import Period, ReportDays
from peaceops.mandate.report_requests import ReportRequest, report_requests, requests_in
from peaceops.mandate.reports_due import ReportDue, ReportsDue, reports_due
from peaceops.mandate.task_record import PARTS, TaskCase, TaskRecord, task_record
from peaceops.mandate.tasks import TextTask, TextTasks, task_label, tasks_of
from peaceops.mandate.texts import (
    MandateText,
    Paragraph,
    looks_like_a_symbol,
    mandate_text,
    texts_on_record,
)
from peaceops.mandate.wording import change_note, day_of, warnings_of
from peaceops.mandate.words import Words

__all__ = [
    "PARTS",
    "Change",
    "Difference",
    "MandateText",
    "Paragraph",
    "Penholders",
    "Period",
    "RenewalChanges",
    "ReportDays",
    "ReportDue",
    "ReportRequest",
    "ReportsDue",
    "TaskCase",
    "TaskRecord",
    "TextTask",
    "TextTasks",
    "Words",
    "change_note",
    "changes_since_last_renewal",
    "compare",
    "day_of",
    "difference",
    "looks_like_a_symbol",
    "mandate_text",
    "penholders",
    "renewals",
    "report_requests",
    "reports_due",
    "requests_in",
    "task_label",
    "task_record",
    "tasks_of",
    "texts_on_record",
    "warnings_of",
]
