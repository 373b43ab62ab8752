"""Lists of given names, where Faker (MIT), which keeps them, is installed; nothing is fetched and nothing made up."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from rejoinder.errors import RejoinderError

HOW_TO_INSTALL = 'pip install "rejoinder[names]"'
_OF = (
    "en_GB en_IE ga_IE en_US en_IN en_PK en_NZ en_NG yo_NG ha_NG ig_NG zu_ZA sw pl_PL ro_RO lt_LT sk_SK cs_CZ hr_HR"
    " fr_FR es_ES pt_PT it_IT de_DE nl_NL tr_TR"
)
"""The countries and tongues whose lists are read: those of most people in the United Kingdom and Ireland."""


def lists_of_names() -> str:
    """Give the version of the lists; empty where they are not installed."""
    try:
        return version("faker")
    except PackageNotFoundError:
        return ""


@cache
def given_names() -> frozenset[str]:
    """Give every given name of the lists, folded; none where they are not installed. RejoinderError if unreadable.

    They are read by a process of their own: what else its modules hold takes fifty megabytes.
    """
    if not lists_of_names():
        return frozenset()
    command = [sys.executable, "-P", "-c", "from rejoinder.personal.given_names import tell; tell()"]
    told = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 our own
    if told.returncode:
        fault = told.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        what = f"The lists of given names (Faker {lists_of_names()}) cannot be read: {fault or 'they told nothing'}."
        raise RejoinderError(what, f"Install them again: {HOW_TO_INSTALL}")
    return frozenset(told.stdout.decode().split())


def tell() -> None:
    """Write the given names of the lists, folded, one a line."""
    found: set[str] = set()
    for one in _OF.split():
        provider = import_module(f"faker.providers.person.{one}").Provider
        for kind in ("first_names", "first_names_male", "first_names_female"):
            found.update(name.casefold() for name in getattr(provider, kind, ()) if name.isalpha())
    sys.stdout.buffer.write("\n".join(sorted(found)).encode())
