// The text of a case: numbers beside its lines, and a way from a problem to its line.
"use strict";

const text = document.getElementById("case-text");
const gutter = document.querySelector(".editor .gutter");

if (text && gutter) {
  let count = 0;
  const number = () => {
    const lines = text.value.split("\n").length;
    if (lines === count) return;
    count = lines;
    gutter.textContent = Array.from({ length: lines }, (_, place) => place + 1).join("\n");
  };
  const follow = () => {
    gutter.scrollTop = text.scrollTop;
  };
  const fit = () => {
    gutter.style.height = `${text.offsetHeight}px`;
    follow();
  };
  gutter.hidden = false;
  number();
  fit();
  text.addEventListener("input", number);
  text.addEventListener("scroll", follow);
  new ResizeObserver(fit).observe(text);

  const show = (line) => {
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, words) => sum + words.length + 1, 0);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, start + (lines[line - 1] || "").length);
    const height = text.scrollHeight / lines.length;
    text.scrollTop = Math.max(0, (line - 4) * height);
    text.scrollIntoView({ block: "nearest" });
    document.getElementById("case-place").textContent = `Line ${line} is chosen.`;
  };
  for (const link of document.querySelectorAll("a[data-line]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(Number(link.dataset.line));
    });
  }
}
