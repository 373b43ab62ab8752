"""Sentences of invented letters, each written by hand, with their dates: a set that nothing was built with.

It was written before what it measures was changed, and its misses are not read. Each line has the day of the letter
and the sentence, in which [words|value] is a date; US letters are in the second list. Some lines have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bench.dated_sentences import Said, Sentence

UK = """
2024-03-06 The panel sat on [Weds 28 Feb 2024|2024-02-28] and rose after lunch.
2024-03-06 By an email of [Monday 4th March|2024-03-04] Mr Plumley-Ditch withdrew his objection.
2024-03-06 Rent of £410 fell due on [1 Jan. 2024|2024-01-01] and was paid on [9 Jan. 2024|2024-01-09].
2024-03-06 She joined the choir in [September of 2019|2019-09] and left in [Feb 2023|2023-02].
2024-03-06 The agreement is made this [third day of November 2021|2021-11-03] between the parties named below.
2024-03-06 I wrote on [the 12th of January|2024-01-12], and again on [the 26th|2024-02-26].
2024-03-06 Thank you for your letter of [the 1st|2024-03-01].
2024-03-06 Please pay by transfer to sort code 20-11-05, account 40118823.
2024-03-06 The band will march past the hall, and the mayor may speak for 5 minutes.
2024-03-06 Miss May Friday-Loam took the chair; Mr Friday seconded her.
2024-03-06 The shop is open on Mondays and every second Thursday.
2024-03-06 The stall was closed from [3rd|2023-08-03] to [17th August 2023|2023-08-17].
2024-03-06 We were away between [Sat 5|2023-08-05] and [Sun 20 Aug 2023|2023-08-20].
2024-03-06 My appointment on [20-02-2024|2024-02-20] was moved at an hour's notice.
2024-03-06 He was paid on [30/11/23|2023-11-30] and, he says, on [31.12.2023|2023-12-31].
2024-03-06 The footage is stamped [2024-02-11|2024-02-11] 23:14:09.
2024-03-06 The score was 12-10-24 over three rounds of skittles.
2024-03-06 See paragraph 3.11.20 of the handbook and figure 4/5/21 in the annex.
2024-03-06 Ring 01632 960 187, or 01632 960-10-24 out of hours.
2024-03-06 The kettle failed [last Wednesday|2024-02-28], a week after the toaster.
2024-03-06 It is now five years since she took over the June Street allotments.
2024-03-06 I saw him in the yard [this morning|2024-03-06] and [yesterday evening|2024-03-05].
2024-03-06 The hearing is fixed for [tomorrow|2024-03-07] at ten.
2024-03-06 You must answer by [Friday 22 March 2024|2024-03-22].
2024-03-06 The rules changed on [6 April 2022|2022-04-06], not on [5th April, 2022|2022-04-05].
2024-03-06 The accident happened [a fortnight ago|2024-W08].
2024-03-06 No minutes were kept in the spring, of 12 or 13 meetings.
2024-03-06 The second of May Loam's three letters was the longest.
2024-03-06 The lease ran from Michaelmas to the sale.
2024-03-06 We met for the first time on [New Year's Day 2020|2020-01-01].
2024-03-06 The Augustine Hall, Marchmont Road, Decoy, was let for 7 nights.
2024-03-06 The order is dated [21st day of June 2023|2023-06-21] and sealed.
2024-03-06 Your invoice of [14/2|2024-02-14] has not been paid.
2024-03-06 My complaint (ref. 14/02/GH/31) has not been answered.
2024-03-06 Clause 1/2/23 of the plan was struck out.
2024-03-06 Between [Oct 2022|2022-10] and [March 2023|2023-03] nobody cut the hedge.
2024-03-06 The notice was put up in [early July 2023|2023-07] and taken down in [mid-August 2023|2023-08].
2024-03-06 On [Tues. 27th Feb.|2024-02-27] two of the trustees walked out.
2024-03-06 They came back on [Thurs 29 Feb|2024-02-29].
2024-03-06 The gate was found open [three weeks ago|2024-W07].
2024-03-06 On [13 December last|2023-12-13] the pipes froze.
2024-03-06 The roof leaked on [Boxing Day 2023|2023-12-26] and we rang at once.
2024-03-06 Our order number is 2023-11-40 and the delivery note 31-02-24.
2024-03-06 The train left at 10.15.30 by the station clock.
2024-03-06 I was told on [Monday|2024-03-04] that the file was lost.
2024-03-06 The form must reach us by [Monday|2024-03-11].
2024-03-06 We will meet on [Thursday|2024-03-07] to settle the accounts.
2024-03-06 The allotment rules of [2011|2011] were replaced in [2018|2018].
2024-03-06 Since [1998|1998] the club has had 2011 members in all.
2024-03-06 A payment of 1,998 was made, and one of 2004 pounds.
2024-03-06 The letter dated [05.02.24|2024-02-05] bears no signature.
2024-03-06 The lock was changed on the night of [9-10 February 2024|2024-02].
2024-03-06 The lock was changed on the night of [18/19 January 2024|2024-01].
2024-03-06 Two of the eight March hares in the painting were restored.
2024-03-06 She sat, as the sun set, with Mon Repos behind her and Wed Lock beside.
2024-03-06 I refer to our call of [this afternoon|2024-03-06].
2024-03-06 The report of [12th November ’22|2022-11-12] was never sent on.
2024-03-06 The fee for [last year|2023] was £30, for [this year|2024] it is £45.
2024-03-06 On [Saturday, 2nd of March|2024-03-02], she gave back the key.
2024-03-06 The matter was raised in [last month|2024-02]'s newsletter.
2024-03-06 Sunday lunch is served from 12 to 2, Friday fish from 6.
"""
US = """
2024-03-06 The employee was placed on leave effective [Jan. 22, 2024|2024-01-22].
2024-03-06 Ms. Quill filed her grievance on [Thursday, Feb. 15|2024-02-15].
2024-03-06 On [02/20/2024|2024-02-20], and again on [2/27/24|2024-02-27], the alarm went off.
2024-03-06 The policy was adopted [September 1, 2021|2021-09-01], and amended [Sept 14 2022|2022-09-14].
2024-03-06 We received your check [five days ago|2024-03-01].
2024-03-06 Please call extension 3-15-22 or dial 555-0114.
2024-03-06 The lease was signed in [October, 2020|2020-10].
2024-03-06 Mr. March and Ms. April May were both present at 3.
2024-03-06 The parcel left on [the 20th of February|2024-02-20] and came on [the 23rd|2024-02-23].
2024-03-06 My mother's birthday falls in [May|2024-05] and mine in [August|2024-08].
2024-03-06 As discussed on [Mon., Mar. 4, 2024|2024-03-04], your request is denied.
2024-03-06 The inspection is set for [next Tuesday|2024-03-12].
2024-03-06 The invoice was due [30-Nov-2023|2023-11-30].
2024-03-06 The log entry of [15-Dec-23|2023-12-15] was altered.
2024-03-06 Between [May 3rd|2023-05-03] and [June 4th, 2023|2023-06-04] nobody was on duty.
2024-03-06 On or about [March 15th of 2021|2021-03-15] the defendant moved out.
2024-03-06 He was hired on the [5th day of April, 2017|2017-04-05].
2024-03-06 The odds were 5-2-1, and 10/3/1 on the second day.
2024-03-06 See Rule 26.1.20, Exhibit 12-13-14, and page 4/10.
2024-03-06 We met [last Friday|2024-03-01] and agreed to talk [tomorrow|2024-03-07].
2024-03-06 The fire drill took place on [Wednesday, the 14th of February|2024-02-14].
2024-03-06 Your account was opened in [1999|1999] and closed in [2003|2003].
2024-03-06 Suite 2003, 1999 Main Street, is where the records are kept.
2024-03-06 She worked every Saturday and most Sundays.
2024-03-06 The incident of Black Friday was never recorded in the log.
2024-03-06 They may 3 times a year march to City Hall.
2024-03-06 On [July 4|2023-07-04] the office was closed.
2024-03-06 The hearing was held [Wednesday|2024-02-28], as you know.
2024-03-06 The dues for Q3 were $75, those for the fall $80.
2024-03-06 I will be out of the office until [March 18|2024-03-18].
2024-03-06 The audit will begin on [April 2, 2024|2024-04-02], at 9:30 a.m.
2024-03-06 The board met on [November 6|2023-11-06] and [November 13, 2023|2023-11-13].
2024-03-06 The board met on [December 4-6, 2023|2023-12].
2024-03-06 Deliveries on [January 8|2024-01-08] (twice) and [January 9|2024-01-09] (once) were late.
2024-03-06 The contract runs through [12/31/2024|2024-12-31].
2024-03-06 We talked about it the other day and [last night|2024-03-05].
2024-03-06 [Two months ago|2024-01] the heating failed.
2024-03-06 [A year ago|2023] I would have said yes.
2024-03-06 [Next month|2024-04] the rate goes up to 4.25%.
2024-03-06 Her daughter June, 12, and her son August, 9, were in the car.
2024-03-06 Room 10-12-14 was unlocked at 7.15.
2024-03-06 The plan of [2020-06-15|2020-06-15] superseded version 2020-06.
2024-03-06 The tape was recorded [2023/07/19|2023-07-19] in the lobby.
2024-03-06 The statement covers [Feb 1|2024-02-01] through [Feb 29, 2024|2024-02-29].
2024-03-06 The meeting on [Friday the 1st|2024-03-01] ran past midnight.
2024-03-06 I started work [Aug 2016|2016-08] at the Sat Nav counter.
2024-03-06 The snow of [January 1996|1996-01] closed the road for 3 days.
2024-03-06 There were 31 complaints, 12 of which Jan decided in 2 days.
2024-03-06 Seven weeks of silence followed the note of [Jan. 3rd|2024-01-03].
2024-03-06 Her reply came [earlier today|2024-03-06].
"""
_SAID = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")


def sentences() -> Iterator[Sentence]:
    """Give every sentence of both lists."""
    for lines, american in ((UK, False), (US, True)):
        for line in lines.strip().splitlines():
            written, _, marked = line.partition(" ")
            zone = "T10:00:00-05:00" if american else "T10:00:00+00:00"
            text, dates = _unmarked(_SAID.finditer(marked), marked)
            yield Sentence(text, written + zone, american, dates)


def _unmarked(marks: Iterable[re.Match[str]], marked: str) -> tuple[str, tuple[Said, ...]]:
    text, at, dates = "", 0, []
    for one in marks:
        text += marked[at : one.start()]
        dates.append(Said(len(text), len(text) + len(one[1]), one[2]))
        text += one[1]
        at = one.end()
    return text + marked[at:], tuple(dates)
