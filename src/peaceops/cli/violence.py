"""`peaceops violence`: forecasts of deaths, and models of violence held against what happened."""

from __future__ import annotations

import typer

from peaceops.cli import (
    violence_backtest,
    violence_compare,
    violence_draws,
    violence_explain,
    violence_grid,
)

app = typer.Typer(
    help="Forecasts of deaths by country and month, and their record.", no_args_is_help=True
)
app.add_typer(violence_compare.app, name="compare")
app.command("backtest")(violence_backtest.backtest)
app.command("draws")(violence_draws.draws)
app.command("explain")(violence_explain.explain)
app.command("grid")(violence_grid.grid)
app.command("cells")(violence_grid.cells)
