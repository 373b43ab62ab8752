"""The forum: the subject's own export of her posts (JSON, CSV, a page), and her saved texts."""

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
        "forum/threads.html": _page(posts),
    }
    for post in own:
        if post.get("saved"):
            name = f"posts/{post['at'][:10]} {post['thread']} {post['id']}.txt"
            made[name] = _saved(post).encode("utf-8")
    return made


def address(post: Post) -> str:
    """Give the address a post stood at."""
    return f"{ADDRESS}/t/{post['thread'].lower().replace(' ', '-')}/{post['id']}"


def words(post: Post) -> str:
    """Give a post's words, one line a paragraph."""
    return "\n\n".join(" ".join(block.split()) for block in post["words"].strip().split("\n\n"))


def _json(own: Sequence[Post], member: str) -> bytes:
    listed = [
        {
            "id": post["id"],
            "thread": post["thread"],
            "posted_at": post["at"] + "Z",
            "in_reply_to": post.get("answers"),
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


def _page(posts: Sequence[Post]) -> bytes:
    lines = ["<!DOCTYPE html>", '<html lang="en"><head><meta charset="utf-8">', f"<title>{FORUM}</title></head><body>"]
    lines.append(f"<h1>{FORUM}</h1>")
    for thread in dict.fromkeys(post["thread"] for post in posts):
        lines.append(f"<h2>{html.escape(thread)}</h2>")
        for post in posts:
            if post["thread"] == thread:
                lines.append(f'<article id="p{post["id"]}"><h3>{html.escape(post["by"])}</h3>')
                lines.append(f'<time datetime="{post["at"]}Z">{post["at"].replace("T", " ")}</time>')
                lines += [f"<p>{html.escape(block)}</p>" for block in words(post).split("\n\n")]
                lines.append("</article>")
    return "\n".join([*lines, "</body></html>", ""]).encode("utf-8")


def _saved(post: Post) -> str:
    return (
        f"{FORUM}: {post['thread']}\n{post['by']}, {post['at'].replace('T', ' ')}\n{address(post)}\n\n{words(post)}\n"
    )
