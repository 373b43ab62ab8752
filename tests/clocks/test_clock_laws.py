"""What must hold of every clock, attacked by machine."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.clocks import Clock, Given, clock_of
from rejoinder.law.loading import law
from rejoinder.law.rules import Rule

BEGUN = [rule for rule in law().rules() if rule.start.latest_of and not rule.start.after_rule]
STOPPED = [rule for rule in BEGUN if rule.pauses]
LENGTHENED = [rule for rule in BEGUN if rule.extension]
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
SPANS = st.integers(0, 60)
LONG_AFTER = date(2027, 12, 31)
"""When something happens that a rule must know of, and that comes after every limit of these tests."""


def held(rule: Rule, begun: date, **more: date) -> Clock:
    needed = {name: (LONG_AFTER,) for name in rule.start.needs}
    events = needed | {rule.start.latest_of[0]: (begun,)} | {name: (day,) for name, day in more.items()}
    return clock_of(law(), rule, Given(events, days=9 if rule.length.given else 0), date(2027, 1, 1))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BEGUN), DAYS)
def test_no_reading_ends_before_the_earliest_or_after_the_latest(rule: Rule, begun: date) -> None:
    clock = held(rule, begun)
    assert clock.earliest.due <= clock.latest.due
    assert all(clock.earliest.due <= one.due <= clock.latest.due for one in clock.reckonings)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BEGUN), DAYS, st.integers(1, 40))
def test_what_begins_later_ends_no_sooner(rule: Rule, begun: date, later: int) -> None:
    first, second = held(rule, begun), held(rule, begun + timedelta(later))
    assert first.earliest.due <= second.earliest.due
    assert first.latest.due <= second.latest.due


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STOPPED), DAYS, SPANS, SPANS)
def test_a_stop_brings_no_last_day_forward(rule: Rule, begun: date, wait: int, long: int) -> None:
    since = begun + timedelta(wait)
    for pause in rule.pauses:
        plain = held(rule, begun)
        stopped = held(rule, begun, **{pause.since: since, pause.until: since + timedelta(long)})
        assert plain.latest.due <= stopped.latest.due or stopped.given.events.keys() & {
            name for one in rule.readings for name in one.unless
        }
        standing = [one for one in stopped.reckonings if not one.reading]
        assert min(one.due for one in plain.reckonings if not one.reading) <= min(one.due for one in standing)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(LENGTHENED), DAYS, SPANS)
def test_a_notice_of_more_time_shortens_nothing(rule: Rule, begun: date, wait: int) -> None:
    assert rule.extension is not None
    plain = held(rule, begun)
    longer = held(rule, begun, **{rule.extension.notice: begun + timedelta(wait)})
    assert plain.earliest.due <= longer.earliest.due
    assert plain.latest.due <= longer.latest.due


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BEGUN), DAYS)
def test_the_trace_goes_through_every_day_once_and_ends_on_the_last(rule: Rule, begun: date) -> None:
    for one in held(rule, begun).reckonings:
        days = sorted(day.day for day in one.counted.trace)
        assert days == [days[0] + timedelta(n) for n in range(len(days))]
        assert one.due == one.counted.trace[-1].day
        assert [day.number for day in one.counted.trace if day.counted] == list(range(1, one.counted.total + 1))
