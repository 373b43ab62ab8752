"""Redactions that failed, each beside its twin from which the words are gone: which are located, by us and by others.

Use: python -m bench.redacted [--explain]   (XRAY_PYTHON=… names an interpreter that has x-ray and pdf-redaction-check)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench import corpus, product
from bench.redactions import SECRET, kinds
from bench.rows import Row, of, printed
from rejoinder.model import INSIDE, Blob
from rejoinder.read import read

XRAY = """
import asyncio, inspect, json, sys, time, warnings
warnings.simplefilter("ignore")
import xray
for path in json.load(sys.stdin):
    begun = time.perf_counter()
    try:
        found = xray.inspect(path)
        found = asyncio.run(found) if inspect.iscoroutine(found) else found
        said = [one["text"] for several in found.values() for one in several]
    except Exception as fault:
        said = []
    print(json.dumps([path, said, time.perf_counter() - begun]))
"""
"""A peer that is never installed with us: it is AGPL by what it needs."""
NOT_HERE = "not measured: install x-ray and pdf-redaction-check apart, and name their interpreter in XRAY_PYTHON"
X_RAY = corpus.CORPORA / "redaction" / "x-ray" / "assets"
BAD = ("bad_cross_hatched_redactions", "hidden_text_on_visible_text", "rectangles_yes", "rectangles_yes_2")
"""Those of its files that are redacted badly, as its own tests say; the second it expects itself to miss."""


class Said(NamedTuple):
    """What a program says of one file: words it holds to be badly redacted, or so many of them, and what it took."""

    places: tuple[str, ...] = ()
    seconds: float = 0.0


def ours(files: Mapping[str, bytes]) -> dict[str, Said]:
    """Give the words of each finding of the product, by file: read from the file itself, as no finding tells them."""
    said = {name: Said() for name in files}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        given = Path(folder, "given")
        given.mkdir()
        for name, content in files.items():
            (given / name).write_bytes(content)
        audit = product.audited(given, Path(folder, "case"))
    texts: dict[str, str] = {}
    for name, content in files.items():
        begun = time.perf_counter()
        for reading in read(Blob(name, content), "bench"):
            texts |= {document.path: document.text for document in reading.documents}
        said[name] = Said((), time.perf_counter() - begun)
    for finding in audit.findings:
        if finding["kind"] != "bad-redaction":
            continue
        for trace in finding["because"]:
            path = audit.paths[trace["document"]]
            name = path.partition(INSIDE)[0]
            said[name] = Said((*said[name].places, texts[path][trace["start"] : trace["end"]]), said[name].seconds)
    return said


def x_ray(files: Mapping[str, bytes]) -> dict[str, Said]:
    """Give what x-ray finds; nothing at all where no interpreter has it."""
    with _written(files) as paths:
        told = _asked([_interpreter(), "-c", XRAY], json.dumps(list(paths)))
        lines = (json.loads(line) for line in told.splitlines())
        return {paths[path]: Said(tuple(places), seconds) for path, places, seconds in lines}


def redaction_check(files: Mapping[str, bytes], *words: str) -> dict[str, Said]:
    """Give what pdf-redaction-check warns of."""
    command = Path(_interpreter()).with_name("pdf-redaction-check") if _interpreter() else Path()
    said: dict[str, Said] = {}
    with _written(files) as paths:
        for path, name in paths.items() if command.is_file() else ():
            begun = time.perf_counter()
            asked = [str(command), "--json", *(part for one in words for part in ("-s", one)), path]
            done = subprocess.run(asked, capture_output=True, text=True, check=False)
            warned = json.loads(done.stdout)["worst_severity"] not in ("INFO", "OK", "NONE", None)
            said[name] = Said((SECRET,) if warned else (), time.perf_counter() - begun)
    return said


def redaction_check_told(files: Mapping[str, bytes]) -> dict[str, Said]:
    """Give what pdf-redaction-check warns of when it is told the words that were covered."""
    return redaction_check(files, SECRET)


@contextmanager
def _written(files: Mapping[str, bytes]) -> Iterator[dict[str, str]]:
    """Give files in a folder that is there for a while, as paths with their names."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        yield {str(Path(folder, name)): name for name in files}


def _interpreter() -> str:
    return os.environ.get("XRAY_PYTHON", "")


def _asked(argv: list[str], given: str) -> str:
    return subprocess.run(argv, input=given, capture_output=True, text=True, check=True).stdout if argv[0] else ""


PROGRAMS = {"ours": ours, "x-ray": x_ray, "PRC": redaction_check, "PRC, told": redaction_check_told}
"""PRC is pdf-redaction-check, which warns of a file and says no place; told the words, it looks for them."""


def made() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Give the pages that keep their words, and their twins, by the name of the kind."""
    every = kinds()
    return {f"{one.name}.pdf": one.bad for one in every}, {f"{one.name}.pdf": one.good for one in every}


def located(said: Said) -> bool:
    """Say whether the covered words are among those found."""
    return any(SECRET in place or (place.strip() and place in SECRET) for place in map(_plain, said.places))


def _plain(words: str) -> str:
    return " ".join(words.split())


def rows() -> list[Row]:
    """Give the figures of every program that is here, and those on x-ray's own files where these are."""
    return [*invented_rows(), *(x_ray_rows() if X_RAY.is_dir() else ())]


def invented_rows() -> Iterator[Row]:
    """Give how many kinds each program locates, and what it says of their twins."""
    bad, good = made()
    for program, ask in PROGRAMS.items():
        found, false = ask(bad), ask(good)
        if not found:
            yield Row(f"bad redactions, invented: {program}", "absent", "", NOT_HERE)
            continue
        bars = (f"= {len(bad)}", "= 0") if program == "ours" else ("", "")
        many = sum(map(located, found.values()))
        wrong = sum(bool(one.places) for one in false.values())
        yield Row(f"bad redactions, invented, located: {program}", many, bars[0], of(many, len(bad)))
        yield Row(f"bad redactions, invented, false: {program}", wrong, bars[1], of(wrong, len(good)))


def x_ray_rows() -> Iterator[Row]:
    """Give what each program says of x-ray's own files."""
    files = {path.name: path.read_bytes() for path in sorted(X_RAY.glob("*.pdf"))}
    for program, ask in list(PROGRAMS.items())[:2]:
        said = ask(files)
        if not said:
            continue
        right = sum(bool(one.places) for name, one in said.items() if name.removesuffix(".pdf") in BAD)
        wrong = [name for name, one in said.items() if one.places and name.removesuffix(".pdf") not in BAD]
        slowest = max(one.seconds for one in said.values())
        bars = ("= 4", "= 0", "<= 1") if program == "ours" else ("", "", "")
        yield Row(f"bad redactions, x-ray's files, found: {program}", right, bars[0], of(right, len(BAD)))
        yield Row(
            f"bad redactions, x-ray's files, false: {program}", len(wrong), bars[1], of(len(wrong), len(files) - 4)
        )
        yield Row(f"bad redactions, x-ray's files, slowest page, s: {program}", slowest, bars[2], f"{len(files)} pages")


def explained() -> Iterator[str]:
    """Give each kind with what every program that is here says of it and of its twin."""
    bad, good = made()
    told = {program: (ask(bad), ask(good)) for program, ask in PROGRAMS.items()}
    for name in bad:
        marks = (_marks(program, found, false, name) for program, (found, false) in told.items() if found)
        yield f"{name.removesuffix('.pdf'):44} {' · '.join(marks)}"


def _marks(program: str, found: Mapping[str, Said], false: Mapping[str, Said], name: str) -> str:
    return f"{program}: {'located' if located(found[name]) else '–'}{', twin too' if false[name].places else ''}"


def main(arguments: Iterable[str]) -> int:
    """Print the table."""
    if "--explain" in arguments:
        print("\n".join(explained()))
    print("\n".join(printed(rows())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
