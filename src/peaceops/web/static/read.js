// Reading: files dropped, a click on words that shows their card, what is accepted counted.
// Links and forms do all of it without this script, but for the dropping.
"use strict";

const field = document.getElementById("files");
if (field) {
  const zone = document.getElementById("drop");
  const tell = () => {
    const names = [...field.files].map((file) => file.name);
    document.getElementById("chosen").textContent = names.length ? `Chosen: ${names.join(", ")}` : "";
  };
  field.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    tell();
  });
  field.form.addEventListener("submit", () => {
    document.getElementById("waiting").textContent = "Reading: a few seconds, longer for a long text";
  });
}

const review = document.getElementById("review");
if (review) {
  // A click on marked words shows their card; one on a card's quotation is a link to the words.
  const show = (number) => {
    for (const part of review.querySelectorAll(".shown")) part.classList.remove("shown");
    for (const mark of review.querySelectorAll("mark")) {
      if (mark.dataset.statements.split(" ").includes(number)) mark.classList.add("shown");
    }
    const card = document.getElementById(`s${number}`);
    if (card) card.classList.add("shown");
    return card;
  };
  review.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !String(document.getSelection())) {
      const card = show(mark.dataset.statements.split(" ")[0]);
      if (card) {
        card.scrollIntoView({ block: "nearest" });
        card.focus({ preventScroll: true });
      }
    }
    const link = event.target.closest(".card a[href^='#t'], a.mark");
    if (link) show(link.getAttribute("href").slice(2).split("-")[0]);
  });
  review.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card && !card.classList.contains("shown")) show(card.id.slice(1));
  });

  // What is accepted is counted where it stays in sight.
  const tally = document.createElement("p");
  tally.className = "tally";
  const words = document.createElement("span");
  const link = document.createElement("a");
  link.href = "#save";
  link.textContent = "To the case";
  tally.append(words, link);
  const save = document.getElementById("save");
  if (save && review.querySelector(".card")) save.before(tally);
  const count = () => {
    const accepted = review.querySelectorAll("input[value=accept]:checked").length;
    const text = `${accepted || "No"} statement${accepted === 1 ? "" : "s"} accepted`;
    words.textContent = text;
    const counted = document.getElementById("count");
    if (counted && counted.textContent !== `${text}.`) counted.textContent = `${text}.`;
  };
  count();

  // Whoever leaves with decisions that are not saved is asked first.
  let changed = false;
  review.addEventListener("change", (event) => {
    changed = true;
    if (event.target.type === "radio") count();
    // The fields of another kind are shown as soon as it is chosen.
    if (event.target.name?.endsWith(".kind")) {
      event.target.parentElement.querySelector("button[value^='kind-']").click();
    }
  });
  review.addEventListener("submit", (event) => {
    if (!event.submitter || !("downloads" in event.submitter.dataset)) changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  document.body.addEventListener("htmx:afterSwap", count);
  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.body.addEventListener(kind, () => {
      const announce = document.getElementById("announce");
      announce.className = "problem";
      announce.textContent = "The desk did not answer that. Nothing on this page is lost: try again.";
    });
  }
}
