"""Numbers of a spreadsheet that are dates: the formats every program knows, and days counted from an epoch."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

SINCE_1900, SINCE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  a cell knows no zone
"""Day 0 of both ways of counting; the first counts 29 February 1900, which never was (ECMA-376 part 1, 18.17.4.1)."""
_NEVER_WAS = 60
BUILT_IN = {
    **dict(enumerate(("General", "0", "0.00", "#,##0", "#,##0.00"))),
    **dict(
        enumerate(
            (
                '"$"#,##0_);("$"#,##0)',
                '"$"#,##0_);[Red]("$"#,##0)',
                '"$"#,##0.00_);("$"#,##0.00)',
                '"$"#,##0.00_);[Red]("$"#,##0.00)',
                "0%",
                "0.00%",
                "0.00E+00",
                "# ?/?",
                "# ??/??",
                "mm-dd-yy",
                "d-mmm-yy",
                "d-mmm",
                "mmm-yy",
                "h:mm AM/PM",
                "h:mm:ss AM/PM",
                "h:mm",
                "h:mm:ss",
                "m/d/yy h:mm",
            ),
            5,
        )
    ),
    **dict(
        enumerate(
            (
                "#,##0_);(#,##0)",
                "#,##0_);[Red](#,##0)",
                "#,##0.00_);(#,##0.00)",
                "#,##0.00_);[Red](#,##0.00)",
                r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
                r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
                r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
                r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
                "mm:ss",
                "[h]:mm:ss",
                "mmss.0",
                "##0.0E+0",
                "@",
            ),
            37,
        )
    ),
}
"""The code of each format that a workbook names by its number alone (ECMA-376 part 1, 18.8.30), as in the US."""
_NO_CODE = re.compile(r'"[^"]*+"|\[(?!(?:hh?|mm?|ss?)\])[^\]]*+\]')
"""Words in quotation marks, and what stands in brackets but is no count of hours, minutes or seconds."""
_PART = re.compile(r"(?<![_\\])[dmhysDMHYS]")
_DAY = 86_400_000
"""Milliseconds."""


def is_dated(code: str) -> bool:
    """Say whether a format code shows a number as a date or a time."""
    return _PART.search(_NO_CODE.sub("", code.partition(";")[0])) is not None


def moment(days: float, epoch: datetime) -> datetime | time:
    """Give a count of days as a moment, less than a day as a time; to the millisecond, beyond which it is noise."""
    whole, part = divmod(days, 1)
    rest = timedelta(milliseconds=round(part * _DAY))
    if 0 <= days < 1 and not rest.days:
        return (epoch + rest).time()
    if 0 < days < _NEVER_WAS and epoch == SINCE_1900:
        whole += 1
    return epoch + timedelta(days=whole) + rest
