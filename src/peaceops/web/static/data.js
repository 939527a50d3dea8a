// The data and the API: folded parts; questions in SQL, asked with Ctrl and Enter too.
"use strict";

// A link to what is folded unfolds it.
function unfold() {
  if (!location.hash) return;
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details") ?? target?.querySelector("details.fold");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();

const query = document.getElementById("query");
if (query) {
  for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && query.form.reportValidity()) query.form.requestSubmit();
  });
}
