// Shows how far the job is more than once a second; without this script the page asks again by itself.
"use strict";

async function look() {
  const here = document.getElementById("job");
  try {
    const reply = await fetch(location.pathname);
    const answer = new DOMParser().parseFromString(await reply.text(), "text/html");
    const next = answer.getElementById("job");
    if (!next) return;
    if (next.dataset.state !== here.dataset.state && !["running", "stopping"].includes(next.dataset.state)) {
      const main = document.getElementById("main");
      const inside = main.contains(document.activeElement);
      main.replaceWith(document.importNode(answer.getElementById("main"), true));
      const told = document.createElement("span");
      told.textContent = next.dataset.said;
      document.getElementById("said").replaceChildren(told);
      if (inside) document.getElementById("top").focus();
      return;
    }
    const open = here.querySelector("details").open;
    here.replaceWith(document.importNode(next, true));
    document.querySelector("#job details").open = open;
  } catch {
    // The server is busy or gone: ask again.
  }
  setTimeout(look, 600);
}

setTimeout(look, 600);
