// A mission's page: parts of the annex open in place, marks open their evidence at the side.
"use strict";

(() => {
  const plain = (event) =>
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const here = (link) => link.origin === location.origin && link.pathname === location.pathname;

  // Opens the part of the annex that an address names, and goes to what it names within it.
  async function goTo(part, hash) {
    const details = part && document.getElementById(part);
    if (details instanceof HTMLDetailsElement && !details.open) {
      const content = details.querySelector("[hx-get]");
      const filled =
        content && new Promise((done) => content.addEventListener("htmx:afterSettle", done, { once: true }));
      details.open = true;
      await filled;
    }
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return;
    for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    target.scrollIntoView();
  }

  async function showEvidence(address) {
    const dialog = document.getElementById("evidence");
    await window.htmx.ajax("GET", address, { target: "#evidence-content", swap: "innerHTML" });
    const heading = dialog.querySelector(".evidence-title");
    if (heading) dialog.setAttribute("aria-label", heading.textContent);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const dialog = document.getElementById("evidence");
    if (event.target === dialog) dialog.close(); // the ground beside the panel
    if (!link || !plain(event)) return;
    if (/\/(figures|statements|gaps)\/[^/]+$/.test(link.pathname) && !link.hasAttribute("data-page")) {
      event.preventDefault();
      showEvidence(link.href);
    } else if (here(link) && link.hash) {
      const part = link.dataset.part ?? new URL(link.href).searchParams.get("part");
      if (part === "all") return;
      event.preventDefault();
      if (dialog?.open) dialog.close();
      history.pushState(null, "", link.hash);
      goTo(part, link.hash);
    }
  });

  // A menu closes when something else is pressed.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // What could not be put together says so on the page that comes without scripts.
  document.addEventListener("htmx:responseError", (event) => {
    const waiting = document.getElementById("living");
    if (event.target === waiting) location.replace(waiting.dataset.whole);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "living" && location.hash) goTo(location.hash.slice(1), location.hash);
  });
  if (location.hash) goTo(new URLSearchParams(location.search).get("part") ?? location.hash.slice(1), location.hash);
})();
