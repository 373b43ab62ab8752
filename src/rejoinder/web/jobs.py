"""Work that outlasts a request: one job a case, in a process of its own, told step by step, stopped between steps."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Literal

from rejoinder.errors import CaseBusy, RejoinderError
from rejoinder.web.aside import Stopped, Way, Work, here

State = Literal["running", "stopping", "stopped", "done", "failed"]
GOING: frozenset[State] = frozenset(("running", "stopping"))
READING = "Reading"
"""The step whose files may be mailboxes, of which it tells again at each message; others tell again while they wait."""
COMPARING = "Comparing"
"""The step that tells nothing until it is done, and that may be left at any moment: it is done again when asked for."""
_LEFT = "Stopped. Every file is received; they are compared when you open Missing."


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a job: what is being done, how many are done, of how many."""

    what: str
    done: int
    of: int
    seconds: float
    """How long it has run, or ran."""
    ended: bool = False
    inside: int = 0
    """How often it told of the one it is at: a mailbox is one file and many messages."""
    first: int = 0
    """How many were done when it began: what was stopped goes on where it was."""

    @property
    def left(self) -> float | None:
        """Give the seconds it will still take at this pace; None while that cannot be known."""
        now_done = self.done - self.first
        if self.ended or now_done <= 0 or self.seconds < 1 or self.done >= self.of:
            return None
        return self.seconds / now_done * (self.of - self.done)


@dataclass(frozen=True, slots=True)
class Progress:
    """How a job stands at one moment."""

    title: str
    state: State
    steps: tuple[Step, ...]
    log: tuple[tuple[str, str], ...]
    """What was done, each with the time of day."""
    said: str = ""
    remedy: str = ""
    upload: str = ""
    """The upload it receives, kept until it is done."""
    back: str = ""
    """The page that it was begun from and that shows what came of it; empty for files taken in."""

    @property
    def going(self) -> bool:
        """Say whether it still runs."""
        return self.state in GOING


@dataclass(slots=True)
class _Begun:
    what: str
    at: float
    first: int
    done: int = 0
    of: int = 0
    inside: int = 0
    until: float | None = None


@dataclass(slots=True)
class Job:
    """One piece of work on one case, and what it told of itself so far."""

    title: str
    work: Work
    """Gives one sentence on how it ended."""
    upload: str = ""
    back: str = ""
    way: Way = here
    _state: State = "running"
    _said: str = ""
    _remedy: str = ""
    _steps: list[_Begun] = field(default_factory=list)
    _log: list[tuple[str, str]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: threading.Event = field(default_factory=threading.Event)

    def progress(self) -> Progress:
        """Give how it stands now."""
        now = time.monotonic()
        with self._lock:
            steps = tuple(
                Step(
                    one.what,
                    one.done,
                    one.of,
                    (one.until or now) - one.at,
                    one.until is not None,
                    one.inside,
                    one.first,
                )
                for one in self._steps
            )
            return Progress(
                self.title, self._state, steps, tuple(self._log), self._said, self._remedy, self.upload, self.back
            )

    def stop(self) -> None:
        """Ask it to stop at the next safe point; while it compares, that is now."""
        with self._lock:
            if self._state != "running":
                return
            self._state = "stopping"
            self._note("You asked it to stop.")
            comparing = bool(self._steps) and self._steps[-1].what == COMPARING
        if comparing:
            self._end("stopped", _LEFT)

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, at most so long, and say whether it has."""
        return self._ended.wait(seconds)

    def run(self) -> None:
        """Do the work to its end, whatever that is."""
        try:
            said = str(self.way(self.work, self._told, self._is_wanted))
            self._end("done", said)
        except Stopped:
            self._end("stopped", "Stopped. Nothing that was sent or received is lost.")
        except RejoinderError as fault:
            self._end("failed", fault.what, fault.remedy)
        except OSError as fault:
            self._end("failed", f"The disk refused it: {fault.strerror or fault}.", "Put that right, then resume.")
        except Exception:
            what = "Something in Rejoinder itself went wrong. What was done is kept, and so are the files you sent."
            self._end("failed", what, "Resume it; if it happens again, report it.")
            raise

    def _is_wanted(self) -> bool:
        """Say whether anybody still waits for it: not when it was left while it compared."""
        return not self._ended.is_set()

    def _told(self, what: str, done: int, of: int) -> None:
        with self._lock:
            if self._state == "running":
                self._note_step(what, done, of)
                return
        if what == COMPARING:
            self._end("stopped", _LEFT)
        raise Stopped

    def _note_step(self, what: str, done: int, of: int) -> None:
        now = time.monotonic()
        if not self._steps or self._steps[-1].what != what:
            self._finish_step(now)
            self._steps.append(_Begun(what, now, done))
            self._note(f"{what} began.")
        step = self._steps[-1]
        step.inside = step.inside + 1 if done == step.done and what == READING else 0
        step.done, step.of = done, of

    def _finish_step(self, now: float) -> None:
        if self._steps and self._steps[-1].until is None:
            self._steps[-1].until = now

    def _end(self, state: State, said: str, remedy: str = "") -> None:
        with self._lock:
            if self._state not in GOING:
                return
            self._finish_step(time.monotonic())
            self._state, self._said, self._remedy = state, said, remedy
            self._note(said)
            if remedy:
                self._note(remedy)
        self._ended.set()

    def _note(self, words: str) -> None:
        self._log.append((time.strftime("%H:%M:%S"), words))


class Jobs:
    """The last job of each case, by the name of its folder."""

    def __init__(self, way: Way = here) -> None:
        """Begin with none; `way` is where their work is done."""
        self.way = way
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def of(self, case: str) -> Job | None:
        """Give the last job of a case; None when it has had none since the server started."""
        return self._jobs.get(case)

    def start(self, case: str, title: str, work: Work, upload: str = "", back: str = "") -> Job:
        """Start a job; CaseBusy while another of the same case runs."""
        with self._lock:
            before = self._jobs.get(case)
            if before and before.progress().going:
                what = "This case is taking in another batch."
                raise CaseBusy(what, "Your files are kept: resume this batch when the other one is done.")
            job = self._jobs[case] = Job(title, work, upload, back, self.way)
        threading.Thread(target=job.run, name=f"job {case}", daemon=True).start()
        return job
