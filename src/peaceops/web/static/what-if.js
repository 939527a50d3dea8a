// What if: drag assumptions, choose a member at the table, and keep what is being typed.
"use strict";

const place = document.getElementById("what-if");
document.documentElement.classList.add("scripts");
// Changed again since the last question was sent: its answer would undo what is being done.
let changed = false;
let focusPosition = false;
let scrolled = null;
let fieldsScrolled = 0;
let focused = "";
// What the reader opened and closed stays so.
const opened = new Map();
const touched = new Set();
if (window.matchMedia("(max-width: 40rem)").matches) opened.set("assumptions", false);

const form = () => document.getElementById("supposing");
const plain = (text) => Number(String(text).replaceAll(",", ""));

function written(value, step) {
  const digits = step < 1 ? Math.min(3, Math.ceil(-Math.log10(step))) : 0;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

// Low is never above likeliest, nor likeliest above high: what is dragged pushes the others.
function push(group, moved) {
  const ranges = [...group.querySelectorAll("input.drags")];
  const at = ranges.indexOf(moved);
  ranges.forEach((range, order) => {
    const over = order < at ? Number(range.value) > Number(moved.value) : Number(range.value) < Number(moved.value);
    if (order !== at && over) range.value = moved.value;
    if (order === at || over) {
      document.getElementById(range.dataset.for).value = written(Number(range.value), Number(group.dataset.step));
    }
  });
}

function wire() {
  for (const box of place.querySelectorAll("details[id]")) {
    if (opened.has(box.id)) box.open = opened.get(box.id) || (box.hasAttribute("data-moved") && !touched.has(box.id));
    box.addEventListener("toggle", () => opened.set(box.id, box.open));
    box.querySelector("summary").addEventListener("click", () => touched.add(box.id));
  }
  for (const range of place.querySelectorAll("input.drags")) {
    range.hidden = false;
    range.disabled = false;
  }
}

place.addEventListener("input", (event) => {
  changed = true;
  const field = event.target;
  if (field.matches("input.drags")) push(field.closest("fieldset"), field);
  else {
    const range = document.getElementById(`${field.id}-range`);
    if (range && !Number.isNaN(plain(field.value))) range.value = plain(field.value);
  }
});

place.addEventListener("click", (event) => {
  const seat = event.target.closest("a[data-member]");
  if (!seat || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const member = document.getElementById("member");
  member.value = seat.dataset.member;
  focusPosition = true;
  member.dispatchEvent(new Event("change", { bubbles: true }));
});

document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt === form()) changed = false;
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== place) return;
  if (changed) event.detail.shouldSwap = false;
  else {
    scrolled = window.scrollY;
    fieldsScrolled = place.querySelector(".fields")?.scrollTop ?? 0;
    focused = document.activeElement?.id;
  }
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== place) return;
  wire();
  const fields = place.querySelector(".fields");
  if (fields) fields.scrollTop = fieldsScrolled;
  // What is dragged was hidden while it was put in place, and so could not be focused.
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  focused = "";
  if (scrolled !== null) window.scrollTo({ top: scrolled, behavior: "instant" });
  scrolled = null;
  if (focusPosition) document.querySelector("#position input:checked")?.focus();
  focusPosition = false;
});
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.body.addEventListener(name, (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr?.responseText || "", "text/html");
    const why = page.querySelector(".problem .what")?.textContent.trim();
    document.getElementById("headline").textContent = why
      ? `No answer: ${why}`
      : "The answer did not come. Change something again, or load the page anew.";
  });
}
// The date control above stands outside what is swapped: it asks what the address asks now.
for (const bar of document.querySelectorAll("form.as-of")) {
  bar.addEventListener("submit", () => {
    for (const field of bar.querySelectorAll("input[type=hidden]")) field.remove();
    for (const [key, value] of new URLSearchParams(location.search)) {
      if (key === "as_of") continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: key, value });
      bar.append(field);
    }
  });
}
wire();
