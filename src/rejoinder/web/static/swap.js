// Swaps what an act changed without a new page: forms with data-swap; without this script they work as they stand.
"use strict";

function swapped(answer) {
  for (const part of answer.querySelectorAll("[data-part]")) {
    const here = document.getElementById(part.id);
    if (here) here.replaceWith(document.importNode(part, true));
  }
}

function said(answer) {
  const told = answer.getElementById("said");
  const here = document.getElementById("said");
  if (!told || !here) return;
  const words = document.createElement("span");
  words.textContent = told.textContent.trim();
  here.replaceChildren(words);
  const next = document.getElementById(told.dataset.focus || "main");
  if (next) next.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-swap]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const reply = await fetch(form.action, { method: "POST", body, headers: { "X-Swap": "1" } });
    if (!reply.ok) throw new Error(reply.status);
    const answer = new DOMParser().parseFromString(await reply.text(), "text/html");
    swapped(answer);
    said(answer);
  } catch {
    form.submit();
  }
});
