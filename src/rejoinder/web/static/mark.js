// Marks a part of a page by drawing over it with the mouse; without this script the part is written as four numbers.
"use strict";

const over = document.querySelector("[data-mark] svg");
const target = document.getElementById("target");
const LEAST = 4;
let from = null;
let drawn = null;

// Gives where the pointer is on the page, in the page's own points.
function place(event) {
  const box = over.getBoundingClientRect(), page = over.viewBox.baseVal;
  const along = (at, start, size) => Math.min(1, Math.max(0, (at - start) / size));
  return [along(event.clientX, box.left, box.width) * page.width, along(event.clientY, box.top, box.height) * page.height];
}

// Gives the part between where the drawing began and the pointer: left, top, right, bottom.
function part(event) {
  const [x, y] = place(event);
  const sides = [Math.min(from[0], x), Math.min(from[1], y), Math.max(from[0], x), Math.max(from[1], y)];
  return sides.map((side) => Math.round(side * 10) / 10);
}

function show([left, top, right, bottom]) {
  const told = { x: left, y: top, width: right - left, height: bottom - top };
  for (const [name, value] of Object.entries(told)) drawn.setAttribute(name, value);
}

over.addEventListener("pointerdown", (event) => {
  if (event.button || event.pointerType === "touch") return;
  event.preventDefault();
  over.setPointerCapture(event.pointerId);
  from = place(event);
  drawn?.remove();
  drawn = over.appendChild(document.createElementNS(over.namespaceURI, "rect"));
  drawn.classList.add("drawn");
  show(part(event));
});

over.addEventListener("pointermove", (event) => {
  if (from) show(part(event));
});

over.addEventListener("pointerup", (event) => {
  if (!from) return;
  const [left, top, right, bottom] = part(event);
  from = null;
  if (right - left < LEAST || bottom - top < LEAST) {
    drawn.remove();
    return;
  }
  target.value = target.value.replace(/[^:]*$/, [left, top, right, bottom].join(","));
  target.closest("details").open = true;
  target.form.querySelector("button").focus();
});

over.addEventListener("pointercancel", () => {
  from = null;
  drawn?.remove();
});

document.querySelector("[data-mark-hint]").hidden = !matchMedia("(any-pointer: fine)").matches;
