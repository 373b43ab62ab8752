"""What exhibits are made of is laid ready from the files received, each opened once for all that lies in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from conftest import NOW, Disclosed
from read.making_pdf import one_page, words
from rejoinder.case import bundle
from rejoinder.law.bundles import profile_named
from rejoinder.received import Bag
from rejoinder.write.bundle.making import Asked, make


def zipped(files: dict[str, bytes]) -> bytes:
    """Give a ZIP of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_a_container_is_opened_once_for_all_exhibits_that_lie_in_it(
    case: Disclosed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = zipped({"deep.pdf": one_page(words("The deep one."))})
    pages = {f"{name}.pdf": one_page(words(f"The {name} page.")) for name in ("first", "second", "third")}
    case.give({"all.zip": zipped({**pages, "inner.zip": inner, "other.pdf": one_page(words("Not asked for."))})})
    with case.case.shelf() as shelf:
        wanted = [one.path for one in shelf.documents() if not one.path.endswith("other.pdf")]
    bundle.add(case.case, wanted, section="Papers", at=NOW)
    opened = []
    before = Bag.opened

    def counted(bag: Bag, path: str) -> Any:
        opened.append(path)
        return before(bag, path)

    monkeypatch.setattr(Bag, "opened", counted)
    made = make(case.case, Asked(profile_named("plain")), tmp_path)
    assert opened == ["all.zip"]
    assert [(row.pages, row.notes) for row in made.rows] == [(1, ())] * 4
