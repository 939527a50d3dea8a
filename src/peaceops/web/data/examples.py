"""Questions in SQL to begin from."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "How each member voted on drafts since 2020",
        "SELECT country,\n"
        "       count(*) FILTER (vote = 'yes') AS in_favour,\n"
        "       count(*) FILTER (vote = 'abstain') AS abstained,\n"
        "       count(*) FILTER (vote = 'no') AS against\n"
        "FROM votes JOIN decisions USING (decision)\n"
        "WHERE date >= '2020-01-01'\n"
        "GROUP BY country\n"
        "ORDER BY abstained DESC",
    ),
    (
        "Mandates that passed with abstentions",
        "SELECT mandates.date, mission, decision, kind, count(*) AS abstentions,\n"
        "       string_agg(country, ', ' ORDER BY country) AS who\n"
        "FROM mandates JOIN votes USING (decision)\n"
        "WHERE vote = 'abstain'\n"
        "GROUP BY ALL\n"
        "ORDER BY date DESC\n"
        "LIMIT 50",
    ),
    (
        "The largest strength of each mission",
        "SELECT mission, max(total) AS most, arg_max(month, total) AS in_month\n"
        "FROM strength\n"
        "GROUP BY mission\n"
        "ORDER BY most DESC",
    ),
    (
        "Peacekeepers' deaths by year and cause",
        "SELECT year(date) AS year, cause, count(*) AS deaths\n"
        "FROM peacekeeper_deaths\n"
        "GROUP BY ALL\n"
        "ORDER BY year DESC, deaths DESC",
    ),
    (
        "Deaths in conflict in the hosts of missions, by year",
        "SELECT mission, year(month) AS year,\n"
        "       sum(state_based + non_state + one_sided) AS deaths\n"
        "FROM violence_country_months JOIN mission_hosts USING (country)\n"
        "GROUP BY ALL\n"
        "ORDER BY year DESC, deaths DESC\n"
        "LIMIT 100",
    ),
)
"""What each asks, and the question."""
