// Values of charts: at the place that a reader points at, or walks to with the arrow keys.
//
// A chart in Vega-Lite is drawn anew, so that it tells its values; until then, and without a
// script, the picture from the server stands in its place. Pictures drawn by hand name their marks.
"use strict";

(() => {
  const library = document.currentScript.dataset.charts;
  let loading;
  const load = () =>
    (loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = () => done(window.peaceopsCharts);
      script.onerror = failed;
      document.head.append(script);
    }));

  // One box for all values.
  const box = document.createElement("div");
  box.className = "reading";
  box.id = "reading";
  box.setAttribute("role", "status");
  box.hidden = true;
  document.body.append(box);

  function tell(words, x, y) {
    if (!words) return hide();
    if (typeof words === "string") {
      box.textContent = words;
    } else {
      const list = document.createElement("dl");
      Object.entries(words).filter(([, value]) => value !== "" && value !== "null").forEach(([name, value], place) => {
        if (place === 0) {
          const first = document.createElement("dt");
          first.className = "first";
          first.textContent = value;
          list.append(first);
          return;
        }
        const term = document.createElement("dt");
        const detail = document.createElement("dd");
        term.textContent = name;
        detail.textContent = value;
        list.append(term, detail);
      });
      box.replaceChildren(list);
    }
    box.hidden = false;
    const { width, height } = box.getBoundingClientRect();
    const left = x + 14 + width > innerWidth ? x - 14 - width : x + 14;
    const top = y + 14 + height > innerHeight ? y - 14 - height : y + 14;
    box.style.left = `${Math.max(4, left)}px`;
    box.style.top = `${Math.max(4, top)}px`;
  }
  function hide() {
    box.hidden = true;
  }

  // The marks of a drawing that can be walked through by the arrow keys, from left to right or as
  // they are drawn.
  function walk(svg, marks, wordsOf) {
    if (!marks.length) return;
    let place = -1;
    const leave = () => {
      marks[place]?.classList.remove("pointed");
      hide();
    };
    svg.tabIndex = 0;
    svg.setAttribute("aria-describedby", hint().id);
    svg.addEventListener("keydown", (event) => {
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      if (event.key === "Escape") return leave();
      if (!(event.key in steps) && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      marks[place]?.classList.remove("pointed");
      if (event.key === "Home") place = 0;
      else if (event.key === "End") place = marks.length - 1;
      else place = place < 0 ? (steps[event.key] > 0 ? 0 : marks.length - 1) : Math.min(marks.length - 1, Math.max(0, place + steps[event.key]));
      const mark = marks[place];
      mark.classList.add("pointed");
      const at = mark.getBoundingClientRect();
      tell(wordsOf(mark), at.left + at.width / 2, at.top + Math.min(at.height / 2, 60));
    });
    svg.addEventListener("blur", leave);
  }
  function hint() {
    let words = document.getElementById("reading-hint");
    if (!words) {
      words = document.createElement("p");
      words.id = "reading-hint";
      words.className = "hidden";
      words.textContent = "The arrow keys go from value to value.";
      document.getElementById("content").append(words);
    }
    return words;
  }

  // A picture drawn by hand: each mark with a title tells it.
  function named(svg) {
    const head = svg.querySelector(":scope > title");
    if (head) {
      svg.setAttribute("aria-label", head.textContent);
      svg.removeAttribute("aria-labelledby");
      head.remove(); // the browser would show it over every value
    }
    const words = new Map();
    for (const title of svg.querySelectorAll("title")) {
      words.set(title.parentElement, title.textContent);
      title.remove();
    }
    if (!words.size) return;
    svg.addEventListener("pointermove", (event) => {
      const mark = nearest(event.target, words);
      if (mark) tell(words.get(mark), event.clientX, event.clientY);
      else hide();
    });
    svg.addEventListener("pointerleave", hide);
    walk(svg, [...words.keys()].filter((mark) => mark.matches("g, circle:not(.event)")), (mark) => words.get(mark));
  }
  function nearest(element, words) {
    while (element && element.tagName !== "svg") {
      if (words.has(element)) return element;
      element = element.parentElement;
    }
    return null;
  }

  // A chart that is drawn anew in the place of its picture.
  async function live(svg) {
    const plot = svg.querySelector("g.plot");
    if (!plot) return;
    const [charts, answer] = await Promise.all([load(), fetch(svg.dataset.live)]);
    if (!answer.ok) return;
    const { spec, ...locale } = await answer.json();
    const stage = document.createElement("div");
    const { view } = await charts.embed(stage, spec, {
      ...locale,
      mode: "vega-lite",
      renderer: "svg",
      actions: false,
      defaultStyle: false,
      ast: true,
      expr: charts.expressionInterpreter,
      tooltip: (_handler, event, _item, value) => {
        if (value) tell(value, event.clientX, event.clientY);
        else hide();
      },
    });
    const drawn = stage.querySelector("svg");
    // Letters of this browser may be wider than those of the picture: the chart keeps its room.
    const [width, height] = plot.dataset.room.split(" ");
    drawn.setAttribute("width", width);
    drawn.setAttribute("height", height);
    drawn.setAttribute("preserveAspectRatio", "xMinYMin meet");
    drawn.setAttribute("aria-hidden", "true"); // the picture around it says what it shows
    plot.replaceChildren(drawn);
    svg.addEventListener("pointerleave", hide);
    const strips = [...drawn.querySelectorAll('[class*="reading_"] > :is(line, path)')];
    walk(svg, strips, (strip) => strip.__data__?.tooltip);
    svg.dataset.drawn = "yes";
    svg.view = view;
  }

  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        seen.unobserve(entry.target);
        // The picture stays if the chart cannot be drawn.
        live(entry.target).catch((error) => console.warn(error));
      }
    },
    { rootMargin: "200px" },
  );

  function prepare(root) {
    for (const svg of root.querySelectorAll("figure > svg")) {
      if (svg.dataset.ready) continue;
      svg.dataset.ready = "yes";
      named(svg);
      if (svg.dataset.live) seen.observe(svg);
    }
  }

  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", hide, { passive: true });
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target.parentElement ?? document));
  prepare(document);
})();
