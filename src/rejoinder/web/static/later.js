// Puts in the parts that were not ready when the page was drawn, once they are; without this script a link asks again.
"use strict";

const PAUSE = 500;

async function look() {
  try {
    const reply = await fetch(location.href);
    const answer = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (!reply.ok) {
      document.getElementById("main").replaceWith(document.importNode(answer.getElementById("main"), true));
      return;
    }
    for (const part of document.querySelectorAll("[data-later]")) {
      const next = answer.getElementById(part.id);
      if (next && !next.matches("[data-later]")) part.replaceWith(document.importNode(next, true));
    }
  } catch {
    // The server is busy or gone: ask again.
  }
  if (document.querySelector("[data-later]")) setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
