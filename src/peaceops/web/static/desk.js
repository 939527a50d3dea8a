// What every page of the desk does beyond its links and forms; without it they work as well.
"use strict";

// The day is asked about as soon as it is chosen. The form may come anew with a part of the page.
// One that is typed, or stepped to by arrows, is asked about by Enter: each key is a change already.
const isDay = (field) => field.matches?.("form.as-of input[type=date]");
let isTyped = false;
document.addEventListener("keydown", ({ key, altKey, target }) => {
  if (isDay(target) && !altKey) isTyped = /^(\d|Arrow|Page|Backspace|Delete|Home|End)/.test(key);
});
document.addEventListener("pointerdown", () => { isTyped = false; });
document.addEventListener("change", ({ target }) => {
  if (isDay(target) && !isTyped && target.value && target.checkValidity()) {
    target.form.requestSubmit();
  }
});

// A list that hangs from the bar closes by Escape, and when the reader turns elsewhere.
const close = (from) => {
  for (const list of document.querySelectorAll("form.as-of details[open]")) {
    if (!list.contains(from)) list.open = false;
  }
};
document.addEventListener("click", ({ target }) => close(target));
document.addEventListener("focusin", ({ target }) => close(target));
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape") return;
  const list = target.closest?.("form.as-of details[open]");
  close(null);
  list?.querySelector("summary").focus();
});
