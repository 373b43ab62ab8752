"""Invented papers that accuse nobody they are sent to: nothing of them may be proposed as an allegation."""

from __future__ import annotations

PAPERS = (
    """\
Dear Ms Threnody,

Thank you for your request. With this letter you will find:

1. Emails of four officers.

2. Letters and minutes that name you.

3. A file that could not be opened.

You may complain to the regulator.

Yours sincerely,
Hesper Quillfeather
""",
    """\
Rules of the society

7. A member may be expelled only after a hearing.

8. A member who wishes to be heard shall be heard.

9. A panel shall be three members.
""",
    """\
Minutes

1. Apologies: none.

2. Fees. All plots had paid but one.

3. Butts. The survey was received.

4. Any other business. The urn was descaled.
""",
    """\
Hi all,

Three things for Thursday:

- bring your own chair
- the kettle is broken
- you can park by the gate

Thanks,
Dilys
""",
    """\
Dear Ms Threnody,

Thank you for your letter. You asked how to appeal. You may do so within fourteen
days. You will be told the day of the hearing, and you may bring a friend.

Yours sincerely,
Hesper Quillfeather
""",
    """\
I appeal on four grounds.

1. The person who complained sat on the panel.

2. I asked to be heard, and was not.

3. One passage is altered.

4. The sixth allegation was never put to me.
""",
)
