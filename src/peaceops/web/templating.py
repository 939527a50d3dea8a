"""Pages made on the server: one environment of templates, and what every page is told."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from peaceops.brief import odds_in_words
from peaceops.domain.countries import country_codes, name_of
from peaceops.domain.days import long_day, long_month, short_day, short_month
from peaceops.mandate import task_label
from peaceops.overview import plain_measure
from peaceops.web.desk import Desk, desk_of
from peaceops.web.missions.overviews import telling_days_of
from peaceops.web.month_steps import month_step

STATIC = files("peaceops.web") / "static"
_ISO_DAY = re.compile(r"(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])")
_TYPED = re.compile(r"(`[^`]*`|(?<!\w)'[^']*'(?!\w))")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_NEGATIVE = re.compile(r"(?<![\w.,-])-(?=\d)")
PASSING = ("with",)
"""Parts of an address that are for one answer alone, and no part of what is asked."""


@cache
def environment() -> Environment:
    """The templates, which escape whatever they are given."""
    templates = Environment(
        loader=PackageLoader("peaceops.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(static=static)
    templates.filters.update(
        country=name_of,
        document=document,
        day=long_day,
        month=long_month,
        short_day=short_day,
        short_month=short_month,
        number=number,
        counted=counted,
        odds=odds_in_words,
        prose=prose,
        minus=minus,
        plain_measure=plain_measure,
        task=task_label,
        code=code,
    )
    return templates


@cache
def static(name: str) -> str:
    """The address of a script or style, which changes with its content.

    Args:
        name: Its path below ``static``, as ``vendor/htmx.min.js``.
    """
    content = STATIC.joinpath(*name.split("/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


def document(symbol: str) -> str | None:
    """The address of a document of the United Nations; ``None`` where the symbol has none."""
    from peaceops.brief import document_address

    return document_address(symbol)


def number(value: float | None, digits: int = 0) -> str:
    """A number with commas and the sign of a minus; a dash where there is none.

    >>> number(-1234.56, 1), number(None)
    ('−1,234.6', '–')
    """
    return "–" if value is None else minus(f"{value:,.{digits}f}")


def counted(count: int, noun: str) -> str:
    """A number with what it counts, one of them or several.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def prose(text: str) -> str:
    """Words of the library as readers write them: days and countries in words.

    Messages are shared with programs, which write days as ISO 8601 and countries by their code.

    What stands between backticks or quotation marks was typed, or is to be, and stays as it is.

    >>> prose("9 of 12 months of HTI are missing; adopted on 2023-03-15")
    '9 of 12 months of Haiti are missing; adopted on 15 Mar 2023'
    >>> prose("ask `peaceops brief UNMISS --as-of 2023-03-15`, or filter by 'country is FRA'")
    "ask `peaceops brief UNMISS --as-of 2023-03-15`, or filter by 'country is FRA'"
    """
    parts = _TYPED.split(text)
    parts[::2] = map(_with_names, parts[::2])
    return "".join(parts)


def minus(text: str) -> str:
    """Numbers with the sign of a minus in place of a hyphen; a dash where there is none.

    >>> minus("-1,969 to 0"), minus("-")
    ('−1,969 to 0', '–')
    """
    return "–" if text == "-" else _NEGATIVE.sub("\N{MINUS SIGN}", text)


def code(text: str) -> Markup:
    """A text whose parts between backticks are code; all of it is escaped.

    >>> str(code("see `peaceops missions` <here>"))
    'see <code>peaceops missions</code> &lt;here&gt;'
    """
    parts = [escape(part) for part in text.split("`")]
    if len(parts) % 2 == 0:
        return escape(text)
    marked = [Markup("<code>{}</code>").format(part) for part in parts[1::2]]
    return Markup("").join(
        part for pair in zip(parts[::2], [*marked, ""], strict=True) for part in pair
    )


def _with_names(text: str) -> str:
    codes = country_codes()
    text = _ISO_DAY.sub(_in_words, text)
    return _CODE.sub(lambda code: name_of(code[0]) if code[0] in codes else code[0], text)


def _in_words(match: re.Match[str]) -> str:
    try:
        return short_day(date.fromisoformat(match[0]))
    except ValueError:
        return match[0]


def address(path: str, /, **query: object) -> str:
    """An address on the desk; parts of the query that are ``None`` or empty are left out.

    >>> address("/UNMISS", as_of=date(2023, 2, 15), case=None)
    '/UNMISS?as_of=2023-02-15'
    """
    pairs: list[tuple[str, object]] = []
    for name, value in query.items():
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, part) for part in values if part not in (None, "")]
    words = urlencode([(name, str(value)) for name, value in pairs])
    return quote(path) + (f"?{words}" if words else "")


def is_partial(request: Request) -> bool:
    """Whether htmx asks, for a part of a page."""
    return request.headers.get("hx-request") == "true"


def page(request: Request, template: str, *, status: int = 200, **content: Any) -> HTMLResponse:
    """Render a template as a page.

    Every template knows ``request``, ``rules``, ``day`` (the day asked about), ``day_given``
    (whether the reader chose it), ``first_day`` and ``last_day`` of the date control, its steps to
    ``month_before`` and ``month_after``, its ``telling_days``, ``to`` (an address that keeps the
    day), ``on`` (this page as of another day) and ``to_latest`` (as of the last), ``edition_name``,
    ``here_in_full`` (the address of what is shown, its day in it, for paper) and ``partial``
    (whether htmx asks for a part of it).

    Args:
        request: What was asked.
        template: Name of the template.
        status: Status of HTTP.
        content: What else the template shows; ``day`` stands for the day asked about.
    """
    desk = desk_of(request)
    written = _day_asked(request, desk)
    day: date = content.pop("day", None) or written or desk.last_day
    # A case brings its day where the address names none; one after the data stays with its case.
    stands = desk.first_day <= day <= desk.last_day
    chosen = written is not None or (stands and day != desk.last_day)

    origin = f"{request.url.scheme}://{request.url.netloc}"

    def to(path: str, /, **query: object) -> str:
        # The pages of a case bring its day, also after it was moved to another.
        brings = written is None and path.startswith("/cases/")
        return address(path, **{"as_of": day if chosen and not brings else None, **query})

    def on(other: date | None, /) -> str:
        here: dict[str, list[object]] = {}
        for name, value in request.query_params.multi_items():
            if name not in PASSING:
                here.setdefault(name, []).append(value)
        return address(request.url.path, **{**here, "as_of": other})

    # Where a case would bring its day, the last one is named.
    brings = request.query_params.get("case") or request.url.path.startswith("/cases/")

    text = (
        environment()
        .get_template(template)
        .render(
            request=request,
            rules=desk.rules,
            day=day,
            day_given=chosen,
            first_day=desk.first_day,
            last_day=desk.last_day,
            month_before=month_step(day, -1, desk.first_day, desk.last_day),
            month_after=month_step(day, 1, desk.first_day, desk.last_day),
            telling_days=telling_days_of(desk),
            to=to,
            on=on,
            to_latest=on(desk.last_day if brings else None),
            edition_name=desk.edition.name,
            here_in_full=f"{origin}{on(day if stands else None)}",
            partial=is_partial(request),
            **content,
        )
    )
    return HTMLResponse(text, status, headers={"vary": "HX-Request"})


def _day_asked(request: Request, desk: Desk) -> date | None:
    """The day in the address; ``None`` where there is none, or one that is none."""
    from peaceops.questions import NotUnderstood

    text = request.query_params.get("as_of")
    try:
        return desk.day(text) if text else None
    except NotUnderstood:
        return None
