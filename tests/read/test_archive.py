"""Archives: every member is read or has a reason, and nothing leaves or bursts."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.reading import codes, readings
from rejoinder.read import archive, limits


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


def tarred(*members: tuple[str, bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, kind, content in members:
            entry = tarfile.TarInfo(name)
            entry.type, entry.size, entry.linkname = kind, len(content), "/etc/passwd"
            made.addfile(entry, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_of_a_zip_are_read(method: int) -> None:
    first, second, whole = readings(zipped(("a/one.txt", b"One."), ("two.txt", b"Two."), method=method), "x.zip")
    assert (first.path, second.path) == ("x.zip!/a/one.txt", "x.zip!/two.txt")
    assert (first.documents[0].text, first.parent) == ("One.", "")
    assert (whole.outcome, whole.inside, whole.problems) == ("read", 2, ())


def test_archives_within_archives_are_read_to_the_limit() -> None:
    content = zipped(("bottom.txt", b"bottom"))
    for _ in range(limits.DEPTH - 1):
        content = zipped(("in.zip", content))
    assert any(reading.path.endswith("bottom.txt") for reading in readings(content, "x.zip"))
    deeper = readings(zipped(("in.zip", content)), "x.zip")
    assert [codes(reading) for reading in deeper] == [{"archive_depth"}]


def test_a_bomb_does_not_go_off() -> None:
    for name, content in (
        ("x.zip", zipped(("zeros.txt", bytes(8 << 20)))),
        ("x.gz", gzip.compress(bytes(8 << 20))),
    ):
        reading = readings(content, name)[-1]
        assert (reading.outcome, codes(reading)) == ("refused", {"archive_ratio"})


def test_what_is_beside_a_bomb_is_read() -> None:
    found = readings(zipped(("zeros.txt", bytes(8 << 20)), ("note.txt", b"Hello.")), "x.zip")
    assert found[0].documents[0].text == "Hello."
    assert (found[-1].outcome, codes(found[-1])) == ("partial", {"archive_ratio"})


def test_a_member_that_lies_about_its_size_does_not_go_off() -> None:
    content = bytearray(zipped(("zeros.txt", bytes(8 << 20))))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.find(mark) + at
        content[place : place + 4] = (5).to_bytes(4, "little")
    assert codes(readings(bytes(content), "x.zip")[-1]) == {"archive_ratio"}


def test_names_lead_nowhere_and_are_noted() -> None:
    found = readings(zipped(("../../etc/passwd", b"x"), ("C:\\boot.ini", b"y"), ("/root", b"z")), "x.zip")
    assert [reading.path for reading in found[:-1]] == ["x.zip!/etc/passwd", "x.zip!/boot.ini", "x.zip!/root"]
    assert codes(found[-1]) == {"unsafe_member_name"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_kept() -> None:
    found = readings(zipped(("a.txt", b"first"), ("a.txt", b"second")), "x.zip")
    assert [(r.path, r.documents[0].text) for r in found[:-1]] == [
        ("x.zip!/a.txt", "first"),
        ("x.zip!/a (2).txt", "second"),
    ]
    assert codes(found[-1]) == {"duplicate_member_name"}


def test_links_and_devices_are_named_and_not_followed() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert codes(readings(zipped((link, b"/etc/passwd")), "x.zip")[-1]) == {"symlink_member"}
    kinds = ((tarfile.SYMTYPE, b""), (tarfile.LNKTYPE, b""), (tarfile.CHRTYPE, b""), (tarfile.REGTYPE, b"fine"))
    found = readings(tarred(*((f"{n}.txt", kind, content) for n, (kind, content) in enumerate(kinds))), "x.tar")
    assert [reading.path for reading in found] == ["x.tar!/3.txt", "x.tar"]
    assert codes(found[-1]) == {"link_member", "device_member"}


def test_a_locked_member_is_said_with_a_remedy() -> None:
    content = bytearray(zipped(("secret.txt", b"x" * 50)))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    (reading,) = readings(bytes(content), "x.zip")
    assert [(p.code, p.weight, bool(p.remedy)) for p in reading.problems] == [("encrypted", "refused", True)]


def test_a_cut_archive_is_said_to_be_damaged() -> None:
    assert codes(readings(zipped(("a.txt", b"abc" * 99))[:60], "x.zip")[-1]) == {"archive_corrupt"}
    whole = gzip.compress(bytes(range(256)) * 50)
    assert codes(readings(whole[:-9], "x.gz")[-1]) == {"archive_corrupt"}
    tar = tarred(("a.txt", tarfile.REGTYPE, b"a" * 900), ("b.txt", tarfile.REGTYPE, b"b" * 5000))
    found = readings(tar[:3000], "x.tar")
    assert found[0].documents[0].text == "a" * 900
    assert (found[-1].outcome, codes(found[-1])) == ("partial", {"archive_corrupt"})


def test_a_tar_whose_second_header_is_damaged_is_said_to_be_read_in_part() -> None:
    tar = bytearray(tarred(("a.txt", tarfile.REGTYPE, b"a"), ("b.txt", tarfile.REGTYPE, b"b")))
    tar[1024 + 150] ^= 1
    found = readings(bytes(tar), "x.tar")
    assert [reading.path for reading in found] == ["x.tar!/a.txt", "x.tar"]
    assert (found[-1].outcome, codes(found[-1])) == ("partial", {"archive_corrupt"})
    folder = bytearray(tarred(("a", tarfile.DIRTYPE, b""), ("a/b.txt", tarfile.REGTYPE, b"b")))
    folder[512 + 150] ^= 1
    assert readings(bytes(folder), "x.tar")[-1].outcome == "refused"


def test_a_packed_tar_is_read_through() -> None:
    content = gzip.compress(tarred(("a.txt", tarfile.REGTYPE, b"fine")))
    assert [reading.path for reading in readings(content, "all.tgz")] == [
        "all.tgz!/all.tar!/a.txt",
        "all.tgz!/all.tar",
        "all.tgz",
    ]


def test_more_members_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MEMBERS", 3)
    content = zipped(*((f"{number}.txt", b"x") for number in range(4)))
    assert codes(readings(content, "x.zip")[-1]) == {"archive_member_count"}


def test_members_of_archives_within_archives_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.read.MEMBERS", 10)
    inner = zipped(*((f"{number}.txt", b"x") for number in range(4)))
    found = readings(zipped(*((f"{number}.zip", inner) for number in range(9))), "x.zip")
    assert len(found) < 15
    assert any(codes(reading) == {"archive_member_count"} for reading in found)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_damage_ends_the_run(noise: bytes, place: int) -> None:
    for name, content in (
        ("x.zip", zipped(("a.txt", b"abc" * 20), ("b.txt", b"def"))),
        ("x.tar", tarred(("a.txt", tarfile.REGTYPE, b"abc"))[:1536]),
        ("x.gz", gzip.compress(b"abc" * 99)),
    ):
        damaged = content[:place] + noise + content[place + len(noise) :]
        found = readings(damaged, name)
        assert found[-1].path == name
        assert not any("reader_fault" in codes(one) for one in found if one.format in ("zip", "tar", "gzip"))
