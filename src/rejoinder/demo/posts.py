"""The forum: the subject's own export of her posts (JSON, CSV), the page of each subject, and her saved texts."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

FORUM = "The Wibble Patch"
ADDRESS = "https://forum.wibblepatch.example"
Post = Mapping[str, Any]


def export(posts: Sequence[Post], member: str) -> dict[str, bytes]:
    """Give the files of the forum export by their paths: the member's posts, and the page of all threads."""
    own = [post for post in posts if post["by"] == member]
    made = {
        "forum/posts.json": _json(own, member),
        "forum/posts.csv": _csv(own),
    }
    for thread in dict.fromkeys(post["thread"] for post in posts):
        made[f"forum/{thread}.html"] = _page(thread, [post for post in posts if post["thread"] == thread])
    for post in own:
        if post.get("saved"):
            name = f"posts/{post['at'][:10]} {post['thread']} {post['id']}.txt"
            made[name] = _saved(post).encode("utf-8")
    return made


def address(post: Post) -> str:
    """Give the address a post stood at."""
    return f"{ADDRESS}/t/{post['thread'].lower().replace(' ', '-')}/{post['id']}"


def words(post: Post) -> str:
    """Give a post's words as they stand now, one line a paragraph."""
    return "\n\n".join(" ".join(block.split()) for block in post["words"].strip().split("\n\n"))


def first_words(post: Post) -> str:
    """Give a post's words as they stood before it was edited."""
    told = words(post)
    return told.replace(post["edited"]["now"], post["edited"]["was"]) if "edited" in post else told


def _json(own: Sequence[Post], member: str) -> bytes:
    listed = [
        {
            "id": post["id"],
            "thread": post["thread"],
            "posted_at": post["at"] + "Z",
            "in_reply_to": post.get("answers"),
            "edited_at": f"{post['edited']['at']}Z" if "edited" in post else None,
            "url": address(post),
            "text": words(post),
        }
        for post in own
    ]
    told = {"forum": FORUM, "member": member, "exported_at": "2024-09-02T08:12:44Z", "posts": listed}
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _csv(own: Sequence[Post]) -> bytes:
    target = io.StringIO()
    table = csv.writer(target, lineterminator="\r\n")
    table.writerow(["post_id", "thread", "posted_at", "url", "text"])
    for post in own:
        table.writerow([post["id"], post["thread"], post["at"] + "Z", address(post), words(post)])
    return target.getvalue().encode("utf-8")


def _page(thread: str, posts: Sequence[Post]) -> bytes:
    """Give the page of a subject, marked up for search engines as forums mark theirs up (schema.org)."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{html.escape(thread)} - {FORUM}</title></head><body>',
        '<div itemscope itemtype="https://schema.org/DiscussionForumPosting">',
        f'<h1 itemprop="headline">{html.escape(thread)}</h1>',
    ]
    for number, post in enumerate(posts):
        comment = ' itemprop="comment" itemscope itemtype="https://schema.org/Comment"' if number else ""
        lines.append(f'<article id="p{post["id"]}"{comment}>')
        lines.append('<h2 itemprop="author" itemscope itemtype="https://schema.org/Person">')
        lines.append(f'<span itemprop="name">{html.escape(post["by"])}</span></h2>')
        shown = post["at"].replace("T", " ")
        lines.append(f'<time itemprop="datePublished" datetime="{post["at"]}Z">{shown}</time>')
        if "edited" in post:
            changed = post["edited"]["at"]
            lines.append(
                f'<time itemprop="dateModified" datetime="{changed}Z">edited {changed.replace("T", " ")}</time>'
            )
        blocks = "".join(f"<p>{html.escape(block)}</p>" for block in words(post).split("\n\n"))
        lines.append(f'<div itemprop="text">{blocks}</div></article>')
    return "\n".join([*lines, "</div></body></html>", ""]).encode("utf-8")


def _saved(post: Post) -> str:
    return (
        f"{FORUM}: {post['thread']}\n{post['by']}, {post['at'].replace('T', ' ')}\n{address(post)}\n\n{words(post)}\n"
    )
