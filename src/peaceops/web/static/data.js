// Questions in SQL: asked with Ctrl and Enter too.
"use strict";

const query = document.getElementById("query");
if (query) {
  for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && query.form.reportValidity()) query.form.requestSubmit();
  });
}
