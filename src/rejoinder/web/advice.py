"""What to do about a finding, where that is not plain."""

from __future__ import annotations

ADVICE = {
    "bad-redaction": (
        "Do not publish the words or pass them on. They may be about other people, and the page is not redacted.",
        "To check it you need not read them: follow the place to its page, where each letter is a block, and hold that"
        " against the page’s picture.",
        "Tell the organisation that sent it, by page and place and without the words, and ask for a proper copy. It may"
        " be a personal data breach, which the organisation must judge and, unless a risk to people is unlikely, report"
        " to the ICO within 72 hours (UK GDPR, article 33). It may also be that there was no ground to cover them, as"
        " with what is about you. Ask for advice before you rely on them.",
    )
}
"""What to do about a finding, by its kind."""
