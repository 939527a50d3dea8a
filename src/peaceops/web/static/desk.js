// What every page of the desk does beyond its links and forms; without it they work as well.
"use strict";

// The day is asked about as soon as it is chosen.
for (const field of document.querySelectorAll("form.as-of input[type=date]")) {
  field.addEventListener("change", () => {
    if (field.value && field.checkValidity()) field.form.requestSubmit();
  });
}
