"""Dates as mail programs write them over a quotation, in many languages, kept only as far as they are certain."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = (
    "tammikuuta tammi january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro ionawr ion "
    "januari stycznia янв января ledna január ocak ιανουαρίου січня ianuarie",
    "helmikuuta helmi february feb febr februar février févr fevrier febrero febbraio februari fevereiro fev chwefror "
    "chwef chwe lutego февраля února február şubat φεβρουαρίου лютого februarie",
    "marts maaliskuuta maalis march mar mär märz mrz maerz mars marzo maart mrt março marco mawrth maw mars marca "
    "марта března március márc mart μαρτίου березня martie",
    "huhtikuuta huhti april apr avril avr abril abr aprile ebrill ebr kwietnia апреля dubna április ápr nisan "
    "απριλίου квітня aprilie",
    "toukokuuta touko may mai mayo maggio mag mei maio maj maja мая května május máj mayıs μαΐου травня",
    "kesäkuuta kesä june jun juni juin junio giugno giu junho mehefin meh czerwca июня června június jún haziran "
    "ιουνίου червня iunie",
    "heinäkuuta heinä july jul juli juil juillet julio luglio lug julho gorffennaf gorff gor lipca июля července "
    "július júl temmuz ιουλίου липня iulie",
    "elokuuta elo august aug août aout agosto ago augustus augusti awst aws sierpnia августа srpna augusztus ağustos "
    "αυγούστου серпня",
    "syyskuuta syys september sep sept septembre septiembre settembre set setembro medi med września сентября září "
    "szeptember szept eylül σεπτεμβρίου вересня septembrie",
    "lokakuuta loka october oct oktober okt octobre octubre ottobre ott outubro out hydref hyd października октября "
    "října október ekim οκτωβρίου жовтня octombrie",
    "marraskuuta marras november nov novembre noviembre novembro tachwedd tach listopada ноября listopadu kasım "
    "νοεμβρίου листопада noiembrie",
    "joulukuuta joulu december dec dez dezember décembre déc decembre diciembre dic dicembre dezembro rhagfyr rhag "
    "grudnia декабря prosince aralık δεκεμβρίου грудня decembrie desember",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes lunedì maandag ma segunda seg segunda-feira llun måndag mån mandag "
    "poniedziałek pon пн понедельник понеділок pzt pazartesi po pondělí hétfő luni δευτέρα maanantai 月 周一",
    "tuesday tue tues dienstag di mardi mar martes martedì dinsdag terça terça-feira ter maw tisdag tis tirsdag "
    "wtorek wt вт вторник вівторок mawrth sal salı út úterý kedd marți τρίτη tiistai 火 周二",
    "wednesday wed mittwoch mi mercredi mer miércoles miercoles mercoledì mié mie woensdag wo quarta quarta-feira qua "
    "mercher onsdag ons środa śr ср среда середа çar çarşamba st středa szerda miercuri τετάρτη keskiviikko 水 周三",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedì gio donderdag quinta quinta-feira qui iau "
    "torsdag tor czwartek czw чт четверг четвер perşembe čt čtvrtek csütörtök joi πέμπτη torstai 木 周四",
    "friday fri freitag fr vendredi ven viernes vie venerdì vrijdag vr sexta sexta-feira sex gwener gwe fredag fre "
    "piątek pt пт пятница пʼятниця cum cuma pá pátek péntek vineri παρασκευή perjantai 金 周五",
    "saturday sat samstag sonnabend sa samedi sam sábado sabado sáb sab sabato zaterdag za sadwrn sad lördag lör "
    "lørdag lør sobota sob сб суббота субота cmt cumartesi szombat sâmbătă σάββατο lauantai 土 周六",
    "sunday sun sonntag so dimanche dim domingo dom domenica zondag zo sul söndag sön søndag søn niedziela niedz вс "
    "воскресенье неділя paz pazar neděle vasárnap duminică κυριακή sunnuntai 日 周日",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
"""The days of the week by their names and how many of it come before them."""
_ALIKE = frozenset(("月", "火", "水", "木", "金", "土", "日", "mar", "mawrth", "so", "do", "st"))
"""Names of days that are other words too: they do not tell the order of the figures in a date."""
_DAYS_TOO = frozenset(("mar", "maw", "mawrth"))
"""Names of March that are Tuesday's too: where another month follows, they were Tuesday."""
_BETWEEN_WORDS = (
    "at um à a las alle ore om às as de del of the kl klo uur uhr h den le o godz am dia giorno il em en "
    "ar kello tarihinde u г р в lúc vào feira"
)
_BETWEEN = frozenset(_BETWEEN_WORDS.split())
_ZONES = {
    "gmt": 0, "utc": 0, "ut": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
"""Minutes east of Greenwich: RFC 5322, 4.3, and Europe's."""
_TOKEN = re.compile(
    r"(?P<iso>\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|年\d{1,2}月\d{1,2}日))|(?P<numeric>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d))"
    r"|(?P<time>(?<!\d)\d{1,2}(?:[:h]|(?<=\d)\.)\d{2}(?:[:.]\d{2})?(?!\d))(?:[.,]\d{3,6})?"
    r"|(?P<zone>(?:(?:GMT|UTC) ?)?[+-](?:\d{2}:?\d{2}|\d{1,2})(?!\d))|(?P<meridiem>[AaPp]\.? ?[Mm]\b\.?)"
    r"|(?P<joint>T(?=\d))|(?P<number>\d{1,4}(?!\d))(?:st|nd|rd|th|er|º|\.)?(?![^\W\d])|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?\.?)"
    r"|(?P<between>[,\s()\u202f.–/]+|-(?!\d))|(?P<other>.)",
    re.DOTALL,
)
_SLASHED = re.compile(r"(?<![\w/.-])([0-3]?\d)/([0-3]?\d)/(?:(?:19|20)\d\d|\d\d)(?![\w/-])(?!\.\d)")
LONGEST = 500


class Dated(NamedTuple):
    """A date as written: its ISO 8601 form, empty when not certain, and where it stands."""

    date: str
    start: int
    end: int


class _Parts:
    """What the words of one date have said so far."""

    def __init__(self, day_first: bool | None) -> None:
        self.day_first = day_first
        self.year = self.month = self.day = 0
        self.time = self.meridiem = self.numeric = ""
        self.zone: int | None = None
        self.weekday = self.doubtful = self.bracketed = False
        self.named_day: int | None = None
        """Which day of the week is named, where its name is no other word."""
        self.numbers: list[tuple[str, bool]] = []
        """Loose numbers, and whether a month stood before them."""
        self.last = ""

    @property
    def whole(self) -> bool:
        """Say whether day, month and year have all been said."""
        return bool(self.numeric or (self.year and self.day) or (self.month and len(self.numbers) >= 2))

    @property
    def telling(self) -> bool:
        """Say whether this is a date at all."""
        return bool(
            self.numeric or (self.year and self.day) or (self.month and self.numbers)
            or (self.time and (self.weekday or self.numbers or self.meridiem))
        )  # fmt: skip

    def take(self, kind: str, token: str) -> bool:
        """Take one more token; False when it does not belong to a date."""
        taken = bool(getattr(self, f"_{kind}")(token))
        self.last = kind if kind != "between" else self.last
        return taken

    def _iso(self, token: str) -> bool:
        if self.whole:
            return False
        self.year, self.month, self.day = (int(part) for part in re.split(r"[-/.年月]", token.rstrip("日")))
        return True

    def _numeric(self, token: str) -> bool:
        if self.whole:
            return False
        self.numeric = token
        return True

    def _time(self, token: str) -> bool:
        if self.time:
            return False
        self.time = token
        return True

    def _zone(self, token: str) -> bool:
        if not self.time:
            return self._loose(token)
        if self.zone is None or self.zone == 0:
            digits = token.lstrip("GMTUC ").replace(":", "")
            hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
            self.zone = (-1 if digits[0] == "-" else 1) * (int(hours) * 60 + int(minutes))
        return True

    def _loose(self, token: str) -> bool:
        return self._number(token[1:]) if token[0] == "-" and token[1:].isdigit() else False

    def _meridiem(self, token: str) -> bool:
        if self.last != "time":
            return token.lower() in _BETWEEN or token.lower().rstrip(".") in _BETWEEN
        self.meridiem = token
        return True

    def _number(self, token: str) -> bool:
        if len(token) == 4:
            if self.year or not 1970 <= int(token) <= 2100:
                return False
            self.year = int(token)
            self.numbers.append((token, bool(self.month)))
            return True
        if self.whole or len(token) > 2:
            return False
        self.numbers.append((token, bool(self.month)))
        return self._set_day(token)

    def _set_day(self, token: str) -> bool:
        if not self.day and 1 <= int(token) <= 31:
            self.day = int(token)
        elif self.month and self.day and not self.year:
            self.year = int(token) + (1900 if int(token) >= 70 else 2000)
        else:
            self.numbers.pop()
            return False
        return True

    def _word(self, token: str) -> bool:
        name = token.lower().rstrip(".")
        if name in MONTHS and not self.numeric and (self.doubtful or not (self.month and self.day)):
            self.doubtful = name in _DAYS_TOO and not self.month and not self.day
            self.month = MONTHS[name]
            return True
        if name in WEEKDAYS or name.partition("-")[0] in WEEKDAYS:
            self.weekday = True
            self.named_day = self.named_day if name in _ALIKE else WEEKDAYS.get(name, self.named_day)
            return not self.whole or self.last != "time"
        if name in _ZONES and self.time:
            self.zone = _ZONES[name] if self.zone is None else self.zone
            return True
        return name in _BETWEEN or (self.bracketed and self.zone is not None and token.isupper())

    def _between(self, token: str) -> bool:
        self.bracketed = token.endswith("(")
        return token.count("\n") < 2

    def _other(self, _token: str) -> bool:
        return False

    def iso(self) -> str:
        """Give the date in ISO 8601 as far as it was said; empty when it may be another."""
        if self.numeric and not self._read_numeric():
            return ""
        if not (self.year and self.month and 1 <= self.month <= 12):
            return ""
        if not self.day:
            return f"{self.year:04}-{self.month:02}"
        if self.day > 31 or (self.month in (4, 6, 9, 11) and self.day > 30) or (self.month == 2 and self.day > 29):
            return ""
        return f"{self.year:04}-{self.month:02}-{self.day:02}{self._clock()}"

    def _read_numeric(self) -> bool:
        first, second, year = re.split(r"[./-]", self.numeric)
        self.year = int(year) + (0 if len(year) == 4 else 1900 if int(year) >= 70 else 2000)
        day_first = self._day_is_first(first, second, year)
        if day_first is None:
            return False
        self.day, self.month = (int(first), int(second)) if day_first else (int(second), int(first))
        return True

    def _day_is_first(self, first: str, second: str, year: str) -> bool | None:
        if int(first) > 12 or int(second) > 12:
            return int(first) > 12
        if first == second or "." in self.numeric:
            return True
        shown = self._shown_by_weekday(int(first), int(second))
        if shown is not None:
            return shown
        if self.day_first is not None or len(year) == 2 or not self.time:
            return self.day_first
        if not self.meridiem:
            return True
        if not self.meridiem.isupper():
            return None
        if second[0] == "0" or len(first) >= len(second):
            return len(first) < len(second)
        return None

    def _shown_by_weekday(self, first: int, second: int) -> bool | None:
        """Say whether the day comes first, as the day of the week that stands beside it shows; None where it does not.

        Where the figures are of that day in neither order, or in both, nothing is shown.
        """
        if self.named_day is None:
            return None
        fits = [
            day_first
            for day_first, (day, month) in ((True, (first, second)), (False, (second, first)))
            if day and month and date(self.year, month, day).weekday() == self.named_day
        ]
        return fits[0] if len(fits) == 1 else None

    def _clock(self) -> str:
        if not self.time:
            return ""
        hour, *rest = (int(part) for part in re.split(r"[:.h]", self.time))
        if self.meridiem:
            hour = hour % 12 + (12 if self.meridiem[0] in "Pp" else 0) if hour <= 12 else hour
        if hour > 23 or any(part > 59 for part in rest):
            return ""
        clock = "T" + ":".join(f"{part:02}" for part in (hour, *rest))
        if self.zone is None or abs(self.zone) > 14 * 60:
            return clock
        return clock + f"{'-' if self.zone < 0 else '+'}{abs(self.zone) // 60:02}:{abs(self.zone) % 60:02}"


def dated(text: str, *, day_first: bool | None = None) -> Dated | None:
    """Give the first date in a text; None when there is none.

    `day_first` says how its writer orders 03/05/2016; where that is not known, the clock tells: 24 hours go with
    days first, AM and PM in capitals with months first, and what is neither stays uncertain.
    """
    text = text[:LONGEST]
    parts, start, end = _Parts(day_first), -1, -1
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or "other"
        kind = "between" if kind == "joint" else kind
        if kind == "between" and (start < 0 or parts.take(kind, token.group())):
            continue
        if parts.take(kind, token[token.lastgroup or 0]):
            start = token.start() if start < 0 else start
            if kind != "word" or token.group().lower().rstrip(".") not in _BETWEEN:
                end = token.end()
        elif parts.telling:
            break
        else:
            parts, start, end = _Parts(day_first), -1, -1
    return Dated(parts.iso(), start, end) if parts.telling else None


def days_come_first(text: str, start: int = 0, end: int | None = None) -> bool | None:
    """Say whether the dates in text[start:end] such as 14/3/16 show that days come first, as 3/14/16 that months do.

    None where none shows it, or some show one order and some the other.
    """
    shown: set[bool] = set()
    for one in _SLASHED.finditer(text, start, len(text) if end is None else end):
        first, second = int(one[1]), int(one[2])
        if 0 < min(first, second) <= 12 < max(first, second):
            shown.add(first > second)
    return shown.pop() if len(shown) == 1 else None
