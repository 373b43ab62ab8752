// Takes dropped folders with their paths and sends files in batches of 50; without this script the form sends itself.
"use strict";

const form = document.getElementById("add");
const zone = document.getElementById("drop");
const chosen = document.getElementById("chosen");
const bar = document.getElementById("sent");
const BATCH = 50;
let dropped = [];

function say(words, done, of) {
  chosen.textContent = words.replace("{done}", done).replace("{of}", of);
}

function picked() {
  const own = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  return [...dropped, ...own.map((file) => ({ file, path: file.webkitRelativePath || file.name }))];
}

async function below(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path: path + entry.name }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const one of some) found.push(...(await below(one, `${path}${entry.name}/`)));
  }
}

async function send(files) {
  const about = new FormData(form);
  about.delete("files");
  for (let start = 0; start < files.length; start += BATCH) {
    const body = new FormData();
    for (const [name, value] of about) body.append(name, value);
    for (const { file, path } of files.slice(start, start + BATCH)) {
      body.append("files", file, file.name);
      body.append("paths", path);
    }
    const last = start + BATCH >= files.length;
    if (!last) body.append("more", "yes");
    const reply = await fetch(form.action, { method: "POST", body });
    if (last && reply.ok) location.assign(reply.url);
    if (!reply.ok) throw new Error(new DOMParser().parseFromString(await reply.text(), "text/html").querySelector(".notice, .lede")?.textContent || "");
    bar.value = Math.min(start + BATCH, files.length) / files.length;
    say(form.dataset.sending, Math.min(start + BATCH, files.length), files.length);
  }
}

zone.hidden = false;
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
  });
}
zone.addEventListener("drop", async (event) => {
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  for (const entry of entries) dropped.push(...(await below(entry, "")));
  say(form.dataset.chosen, 0, picked().length);
});
form.addEventListener("change", () => say(form.dataset.chosen, 0, picked().length));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const files = picked();
  if (!files.length) return say(form.dataset.none, 0, 0);
  const button = form.querySelector("button");
  button.disabled = true;
  bar.hidden = false;
  say(form.dataset.sending, 0, files.length);
  try {
    await send(files);
  } catch (fault) {
    say(fault.message || form.dataset.failed, 0, files.length);
    button.disabled = false;
    bar.hidden = true;
  }
});
