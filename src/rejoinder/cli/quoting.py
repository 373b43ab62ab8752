"""The command that holds a quotation against the case: is this what was said?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.case.reasons import copies
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, print_lines
from rejoinder.cli.lines import text
from rejoinder.write.quoted import quote_lines


@cli.command()
@click.argument("case", type=CASE)
@click.argument("quoted", type=text, metavar="TEXT")
@click.option("--in", "within", type=text, default="", metavar="REF", help="Only in this document.")
@as_json
def quote(case: Path, quoted: str, within: str, as_json: bool) -> int:
    """Check a quotation: verbatim, elided, altered or not found, with every word that differs.

    It is looked for in everything the case holds, your own archive too. What came before and after is shown. With -
    for TEXT the words are read from standard input.

    \b
      rejoinder quote my-case "the committee agreed ... that the butts be sold"
      rejoinder quote my-case "the butts be sold" --in k3f7q2m9x4ab
      rejoinder quote my-case - --json < quoted.txt
    """
    words = sys.stdin.read() if quoted == "-" else quoted
    opened = cases.open_case(case)
    checked = cases.quote_check(opened, words, within, besides=copies(opened))
    if as_json:
        print_lines(quote_lines(checked))
    else:
        from rejoinder.cli.quoted import print_checked

        print_checked(checked)
    return 0 if checked.verdict == "verbatim" else SOMETHING_TO_SEE
