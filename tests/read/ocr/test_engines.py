"""The engines themselves, where they are installed; what Tesseract prints is read where it is not."""

from __future__ import annotations

import socket
import stat
import sys
from pathlib import Path

import numpy as np
import pytest

from making_scans import printed, scanned
from rejoinder.model import Blob
from rejoinder.read.ocr.engine import Line, Seen, confidence
from rejoinder.read.ocr.found import engines_here
from rejoinder.read.ocr.pictures import pictures
from rejoinder.read.ocr.rapid import rapid_here
from rejoinder.read.ocr.recognise import recognised
from rejoinder.read.ocr.tesseract import Tesseract, tesseract_here, with_capitals

TABLE = """\
level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t300\t400\t-1\t
4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t
5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\tThe
5\t1\t1\t1\t1\t2\t45\t20\t55\t12\t41\t"hose
5\t1\t1\t1\t1\t3\t110\t20\t9\t12\t95\t\u0020
5\t1\t1\t1\t2\t1\t10\t40\t40\t12\t88\tlost
"""
BLANK = np.full((40, 60), 255, dtype=np.uint8)
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")


def program(folder: Path, script: str) -> Tesseract:
    """Give an invented program in place of Tesseract."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Tesseract(str(path), "9.9", ("eng", "fra"))


def seen(*told: tuple[str, float]) -> Line:
    """Give a line of words, each with how high it is."""
    return tuple(Seen(text, 40 * at, 10, 40 * at + 30, 10 + high, 0.9) for at, (text, high) in enumerate(told))


@ON_POSIX
def test_words_of_the_table_are_lines_with_boxes_and_how_sure_it_is(tmp_path: Path) -> None:
    (tmp_path / "table").write_text(TABLE)
    engine = program(tmp_path, f'cat > "{tmp_path}/picture"; cat "{tmp_path}/table"')
    lines = engine.lines(BLANK)
    assert [[word.text for word in line] for line in lines] == [["The", '"hose'], ["lost"]]
    assert lines[0][0] == ("The", 10, 20, 40, 32, 0.965)
    assert (tmp_path / "picture").read_bytes() == b"P5 60 40 255\n" + BLANK.tobytes()
    assert engine.name == "Tesseract 9.9 (eng, fra)"


def test_a_stroke_no_higher_than_capitals_is_the_letter_i() -> None:
    now = with_capitals(seen(("How", 20), ("do", 20), ("|", 21), ("mend", 20), ("it", 19)))
    assert [word.text for word in now] == ["How", "do", "I", "mend", "it"]


def test_a_stroke_higher_than_capitals_stays_a_bar() -> None:
    line = seen(("Hesper", 27), ("Hose", 20), ("|", 28), ("Butts", 20))
    assert with_capitals(line) == line


def test_a_stroke_without_capitals_to_hold_it_against_stays_a_bar() -> None:
    line = seen(("a", 14), ("|", 20), ("ray", 20))
    assert with_capitals(line) == line


@ON_POSIX
def test_a_program_that_fails_is_an_engine_that_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="tesseract failed"):
        program(tmp_path, "cat > /dev/null; exit 1").lines(BLANK)


def test_no_program_on_the_path_is_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract_here.cache_clear()
    try:
        assert tesseract_here() is None
    finally:
        tesseract_here.cache_clear()


@ON_POSIX
def test_languages_are_those_installed_english_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, 'case "$1" in --version) echo "tesseract v5.9.1";; *) printf "List:\\nfra\\nosd\\neng\\n";; esac')
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract_here.cache_clear()
    try:
        found = tesseract_here()
        assert found is not None
        assert (found.version, found.languages) == ("5.9.1", ("eng", "fra"))
    finally:
        tesseract_here.cache_clear()


@pytest.mark.skipif(tesseract_here() is None, reason="Tesseract is not installed")
def test_tesseract_reads_a_scan_turned_and_askew_the_same_each_time() -> None:
    engine = tesseract_here()
    assert engine is not None
    askew = printed().rotate(3, expand=True, fillcolor=255).rotate(180)
    [picture] = pictures(Blob("scan.pdf", scanned(askew)), (1,))
    page = recognised(picture, engine)
    assert "The hose was not found." in " ".join(page.text.split())
    assert (page.turned, round(page.skew)) == (180, -3)
    assert page.confidence > 0.8
    assert recognised(picture, engine) == page


@pytest.mark.skipif(rapid_here() is None, reason="RapidOCR is not installed")
def test_rapidocr_reads_with_the_network_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(*_: object, **__: object) -> None:
        raise AssertionError("it asked for the network")

    monkeypatch.setattr(socket, "socket", shut)
    monkeypatch.setattr(socket, "create_connection", shut)
    engine = rapid_here()
    assert engine is not None
    lines = engine.lines(np.asarray(printed(dots=100)))
    assert "hose" in {word.text for line in lines for word in line}
    assert confidence(lines) > 0.8


@pytest.mark.skipif(rapid_here() is None, reason="RapidOCR is not installed")
def test_rapidocr_reads_nothing_on_blank_paper() -> None:
    engine = rapid_here()
    assert engine is not None
    assert engine.lines(np.full((200, 300), 255, dtype=np.uint8)) == []


def test_what_is_here_is_found_whatever_it_is() -> None:
    here = engines_here()
    assert (here.fast is not None, here.better is not None) == (tesseract_here() is not None, rapid_here() is not None)
    assert bool(here) == (here.fast is not None or here.better is not None)
