"""What to do about a finding, and what is asked of a person who dismisses it, by its kind."""

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
MISSING_REASON = (
    "Why it is not missing",
    "For example: it is in another batch, or it was never sent. The journal keeps your words.",
)
REASONS = {
    "redaction": (
        "Why there is nothing to ask about it",
        "For example: only other people’s names are covered, or nothing is. The journal keeps your words.",
    ),
    "bad-redaction": (
        "Why it is no redaction that failed",
        "For example: nothing was meant to be covered there. The journal keeps your words.",
    ),
    "variant": (
        "Why the difference does not matter",
        "For example: one of them is a draft. The journal keeps your words.",
    ),
    "silence": (
        "What explains it",
        "For example: nobody was at work, or they spoke by telephone. The journal keeps your words.",
    ),
    "number-repeat": (
        "What explains it",
        "For example: one page was scanned twice. The journal keeps your words.",
    ),
    "estimate": (
        "Why it does not hold",
        "For example: much of it was sent outside of the dates you asked for. The journal keeps your words.",
    ),
}
"""What is asked of a person who dismisses a finding that does not say that something is missing, with examples."""
