"""The case on screen: where its pages begin, and the browser that shows them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

import click

from rejoinder import case as cases


def has_screen() -> bool:
    """Say whether there is a screen on which to open a page."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(one) for one in ("DISPLAY", "WAYLAND_DISPLAY"))


def beginning(folder: Path) -> tuple[Path, str, cases.Case | None]:
    """Give the folder whose cases are served, the page to begin with, a case's own or the list, and that case."""
    whole = folder.resolve()
    if whole.is_dir() and not (whole / cases.CASE).exists():
        return whole, "/", None
    case = cases.open_case(whole)
    return case.folder.parent, f"/case/{quote(case.folder.name)}/overview", case


def open_on_screen(folder: Path, *, port: int = 0, browser: bool = True) -> None:
    """Serve the pages of a case, or of a folder of cases, until Ctrl-C, and show them where there is a screen."""
    from rejoinder.web.server import serve

    def ready(address: str) -> None:
        click.echo(f"Open on this computer alone: {address}")
        click.echo("Ctrl-C ends it.")
        sys.stdout.flush()
        if browser and has_screen():
            click.launch(address)

    home, first, case = beginning(folder)
    serve(home, first, case=case, port=port, ready=ready)
