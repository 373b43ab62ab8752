"""What can go wrong with our code or the user's command; what goes wrong with their documents is a Problem.

RejoinderError          one sentence and a remedy; the command line prints it and exits 2
├── UsageError          the command names something that is not there or makes no sense
├── CaseDamaged         the case folder does not check: a hash, the journal's chain
├── CaseBusy            another run holds this case
├── LawDamaged          a rule pack cannot be relied on: the file, the rule and the field are named
└── DiskFull            the disk cannot take what must be written; nothing written is lost
"""

from __future__ import annotations

from collections.abc import Callable


class RejoinderError(Exception):
    """One sentence saying what happened and one saying what to do about it."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[Callable[..., RejoinderError], tuple[object, ...]]:
        """Give what makes it again in another process, whatever its own values are called."""
        return _again, (type(self), self.args, vars(self))


def _again(kind: type[RejoinderError], args: tuple[object, ...], held: dict[str, object]) -> RejoinderError:
    made = kind.__new__(kind, *args)
    made.args = args
    vars(made).update(held)
    return made


class UsageError(RejoinderError):
    """The command names something that is not there or makes no sense."""


class CaseDamaged(RejoinderError):  # noqa: N818 said as people say it
    """The case folder does not check: a hash of received/ or the journal's chain."""


class CaseBusy(RejoinderError):  # noqa: N818 said as people say it
    """Another run of Rejoinder holds this case."""


class DiskFull(RejoinderError):  # noqa: N818 said as people say it
    """The disk cannot take what must be written; what was written before is whole."""


class LawDamaged(RejoinderError):  # noqa: N818 said as people say it
    """A rule pack cannot be relied on; it names the file, the rule and the field."""

    def __init__(self, file: str, rule: str, field: str, why: str) -> None:
        place = ", ".join(filter(None, (file, rule and f"rule {rule}", field)))
        super().__init__(f"{place}: {why}.", "Mend the pack; nothing is worked out by what cannot be relied on.")
        self.file, self.rule, self.field = file, rule, field
