// Maps: an element with `data-map` holds a picture made on the server, which a map that moves takes
// the place of once it is drawn. Without scripts, or where it cannot be drawn, the picture stays.
//
//   data-engine, data-worker  addresses of MapLibre's two files
//   data-bounds               "west,south,east,north" in degrees; else the frame of the points
//   data-layers               a list of what is drawn, the lowest first, each with an `address` of
//                             GeoJSON and what it is drawn `as`:
//     "areas"   outlines; the `role` of a feature (country, host, neighbour, unit) gives its ink, and
//               those whose `country` is among the codes `marked` stand out
//     "points"  circles in the `ink` named, their area by the property named `by`, the largest
//               with a radius of `largest` pixels
//     "marks"   buttons of their own `shape`, which a keyboard reaches, with a `label`
//
// A point or mark that has a `title` opens a card with its `lines` and a link to its `href`.

const WORDS = { open: "Open", close: "Close", map: "Map" };
const ROUNDS = 40;
const WIDEST = 1.25; // how far the widest shape reaches, in its size
const scheme = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// The inks of layers, as functions: they are asked again when the reader's theme changes.
const PAINTS = {
  background: () => ({ "background-color": ink("panel") }),
  fill: ({ marked = [] }) => ({
    "fill-color": [
      "case",
      ["in", ["get", "country"], ["literal", marked]], ink("grid"),
      ["==", ["get", "role"], "neighbour"], ink("abroad"),
      ink("land"),
    ],
    "fill-opacity": ["match", ["get", "role"], "unit", 0, 1],
  }),
  outline: () => ({
    "line-color": ["match", ["get", "role"], "host", ink("text"), ink("edge")],
    "line-width": ["match", ["get", "role"], "host", 1.4, 0.7],
  }),
  units: () => ({ "line-color": ink("edge"), "line-width": 0.6, "line-dasharray": [3, 2] }),
};

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: "300px" },
);
for (const element of document.querySelectorAll("[data-map]")) watcher.observe(element);

async function draw(element) {
  const holder = document.createElement("div");
  holder.className = "map-canvas";
  try {
    const layers = JSON.parse(element.dataset.layers);
    const [engine, ...contents] = await Promise.all([
      import(element.dataset.engine),
      ...layers.map((layer) => read(layer.address)),
    ]);
    engine.setWorkerUrl(new URL(element.dataset.worker, location.href).href);
    element.append(holder);
    const map = new engine.Map({
      container: holder,
      style: { version: 8, sources: {}, layers: [{ id: "sea", type: "background", paint: PAINTS.background() }] },
      bounds: boundsOf(element, layers, contents),
      fitBoundsOptions: { padding: element.dataset.bounds ? 0 : 40 },
      attributionControl: false,
      cooperativeGestures: true,
      renderWorldCopies: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 9,
      fadeDuration: 0,
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new engine.NavigationControl({ showCompass: false }), "top-right");
    map.getCanvas().setAttribute("aria-label", element.dataset.words || WORDS.map);
    map.once("load", () => {
      const card = new Card(map, holder);
      layers.forEach((layer, place) => DRAWN[layer.as](map, layer, contents[place], `layer-${place}`, card));
      scheme.addEventListener("change", () => repaint(map, layers));
      element.classList.add("moves");
      element.dispatchEvent(new CustomEvent("map:drawn", { bubbles: true, detail: { map } }));
    });
  } catch (error) {
    holder.remove();
    console.warn("the map that moves could not be drawn; the picture stays", error);
  }
}

async function read(address) {
  const answer = await fetch(address, { headers: { accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${answer.status} at ${address}`);
  return answer.json();
}

function boundsOf(element, layers, contents) {
  if (element.dataset.bounds) {
    const [west, south, east, north] = element.dataset.bounds.split(",").map(Number);
    return [[west, south], [east, north]];
  }
  const places = [];
  layers.forEach((layer, at) => {
    for (const { geometry, properties } of contents[at].features) {
      if (layer.as === "areas" && properties.role !== "host") continue;
      places.push(...(geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates.flat(2)));
    }
  });
  const [east, north] = [places.map(([x]) => x), places.map(([, y]) => y)];
  return [[Math.min(...east), Math.min(...north)], [Math.max(...east), Math.max(...north)]];
}

const DRAWN = {
  areas(map, layer, content, id) {
    map.addSource(id, { type: "geojson", data: content, tolerance: 0.2 });
    const unit = ["==", ["get", "role"], "unit"];
    map.addLayer({ id: `${id}-fill`, type: "fill", source: id, paint: PAINTS.fill(layer) });
    map.addLayer({ id: `${id}-units`, type: "line", source: id, filter: unit, paint: PAINTS.units() });
    map.addLayer({ id: `${id}-outline`, type: "line", source: id, filter: ["!", unit], paint: PAINTS.outline() });
  },

  points(map, layer, content, id, card) {
    content.features.forEach((feature, number) => { feature.id = number; });
    const values = content.features.map(({ properties }) => Number(properties[layer.by]) || 0);
    const most = Math.max(1, ...values);
    const largest = layer.largest || 18;
    const size = layer.by ? ["sqrt", ["/", ["to-number", ["get", layer.by], 0], most]] : 1;
    map.addSource(id, { type: "geojson", data: content });
    map.addLayer({
      id,
      type: "circle",
      source: id,
      paint: {
        "circle-radius": ["max", 2.5, ["*", largest, size]],
        "circle-color": ink(layer.ink),
        "circle-opacity": 0.65,
        "circle-stroke-width": 1,
        "circle-stroke-color": ink("paper"),
      },
    });
    map.on("click", id, ({ features }) => {
      const feature = content.features[features[0].id];
      if (feature.properties.title) card.open(feature, null);
    });
    map.on("mouseenter", id, () => map.getCanvas().classList.add("over-point"));
    map.on("mouseleave", id, () => map.getCanvas().classList.remove("over-point"));
  },

  marks(map, _layer, content, _id, card) {
    const board = document.createElement("div");
    board.className = "map-marks";
    map.getContainer().append(board);
    const marks = content.features.map((feature) => new Mark(feature, card, map));
    board.append(...marks.map((mark) => mark.button));
    const place = () => arrange(marks, map);
    map.on("move", place);
    map.on("resize", place);
    place();
  },
};

function repaint(map, layers) {
  const set = (id, paint) => {
    for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  };
  set("sea", PAINTS.background());
  layers.forEach((layer, place) => {
    const id = `layer-${place}`;
    if (layer.as === "areas") {
      set(`${id}-fill`, PAINTS.fill(layer));
      set(`${id}-units`, PAINTS.units());
      set(`${id}-outline`, PAINTS.outline());
    } else if (layer.as === "points") {
      set(id, { "circle-color": ink(layer.ink), "circle-stroke-color": ink("paper") });
    }
  });
}

class Mark {
  constructor(feature, card, map) {
    const { label, title, kind, shape, size, soon, open_ended: hollow } = feature.properties;
    this.feature = feature;
    this.size = size;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "map-mark";
    this.button.setAttribute("aria-expanded", "false");
    this.button.setAttribute("aria-label", title ? `${label}, ${title}` : label);
    // As large as what is drawn: neighbours stand close on a map of the world.
    this.button.style.setProperty("--size", `${2 * size}px`);
    this.button.append(drawing(shape, kind, { soon, hollow }));
    this.label = document.createElement("span");
    this.label.className = "map-label";
    this.label.textContent = label;
    this.button.append(this.label);
    this.button.addEventListener("click", () => card.open(feature, this));
    this.button.addEventListener("focus", () => {
      // A mark beyond the edge is brought in, for those who come by the keyboard.
      const inside = map.getBounds().contains(feature.geometry.coordinates);
      if (!inside) map.easeTo({ center: feature.geometry.coordinates, animate: !still.matches });
    });
  }

  moveTo(x, y) {
    this.x = x;
    this.y = y;
    this.button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }
}

function drawing(shape, kind, { soon, hollow }) {
  const names = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(names, "svg");
  svg.setAttribute("viewBox", "-12 -12 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("mark", kind || "plain");
  if (soon) svg.classList.add("soon");
  if (hollow) svg.classList.add("hollow");
  const path = document.createElementNS(names, "path");
  path.setAttribute("d", shape);
  svg.append(path);
  return svg;
}

// Marks stand apart so that none hides another, and have labels where there is room for them.
function arrange(marks, map) {
  const { clientWidth: wide, clientHeight: tall } = map.getContainer();
  const points = marks.map(({ feature }) => {
    const { x, y } = map.project(feature.geometry.coordinates);
    return { x, y };
  });
  for (let round = 0, moved = true; moved && round < ROUNDS; round += 1) {
    moved = false;
    points.forEach((first, place) => {
      for (let other = place + 1; other < points.length; other += 1) {
        const second = points[other];
        const gap = 1.1 * (marks[place].size + marks[other].size);
        let [across, down] = [second.x - first.x, second.y - first.y];
        let apart = Math.hypot(across, down);
        if (apart >= gap) continue;
        moved = true;
        if (apart < 0.01) [across, down, apart] = [1, 0, 1];
        const push = (gap - Math.min(apart, gap)) / 2 + 0.01;
        first.x -= (push * across) / apart;
        first.y -= (push * down) / apart;
        second.x += (push * across) / apart;
        second.y += (push * down) / apart;
      }
    });
  }
  marks.forEach((mark, place) => mark.moveTo(points[place].x, points[place].y));
  const taken = marks.map(({ x, y, size }) => {
    const out = WIDEST * size;
    return [x - out, y - out, x + out, y + out];
  });
  for (const mark of marks) {
    mark.wide ||= mark.label.offsetWidth;
    const away = mark.size + 3;
    const sides = {
      right: [mark.x + away, mark.y - 7],
      left: [mark.x - away - mark.wide, mark.y - 7],
      above: [mark.x - mark.wide / 2, mark.y - away - 13],
      below: [mark.x - mark.wide / 2, mark.y + away],
    };
    mark.label.dataset.side = "none";
    for (const [side, [left, top]] of Object.entries(sides)) {
      const area = [left, top, left + mark.wide, top + 14];
      if (left < 0 || left + mark.wide > wide || top < 0 || top + 14 > tall) continue;
      if (taken.some((box) => area[0] < box[2] && box[0] < area[2] && area[1] < box[3] && box[1] < area[3])) continue;
      taken.push(area);
      mark.label.dataset.side = side;
      break;
    }
  }
}

// What is known of a place: beside it, closed by Escape, its button, or a click elsewhere.
class Card {
  constructor(map, holder) {
    this.map = map;
    this.box = document.createElement("section");
    this.box.className = "map-card";
    this.box.tabIndex = -1;
    this.box.hidden = true;
    holder.append(this.box);
    holder.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.box.hidden) return;
      event.stopPropagation();
      this.close(true);
    });
    map.on("move", () => this.follow());
    map.on("click", (event) => {
      if (!event.defaultPrevented && !this.box.hidden && event.originalEvent.target === map.getCanvas()) this.leaves = true;
    });
    // Runs after the handlers of layers, which may have opened another.
    map.on("click", () => {
      if (this.leaves && performance.now() - this.opened > 50) this.close(false);
      this.leaves = false;
    });
  }

  open(feature, mark) {
    if (mark && this.mark === mark && !this.box.hidden) {
      this.close(true);
      return;
    }
    this.close(false);
    const { label, title, href, lines } = feature.properties;
    const list = document.createElement("dl");
    for (const [name, value] of lines || []) {
      const [line, term, text] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
      term.textContent = `${name}: `;
      text.textContent = value;
      line.append(term, text);
      list.append(line);
    }
    const heading = document.createElement("h3");
    heading.textContent = label || title;
    const parts = [heading];
    if (label && title) parts.push(Object.assign(document.createElement("p"), { textContent: title }));
    parts.push(list);
    if (href) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = `${WORDS.open} ${label || title}`;
      parts.push(link);
    }
    const close = Object.assign(document.createElement("button"), { type: "button", className: "close", textContent: "×" });
    close.setAttribute("aria-label", WORDS.close);
    close.addEventListener("click", () => this.close(true));
    this.box.replaceChildren(...parts, close);
    this.box.setAttribute("aria-label", label || title);
    this.feature = feature;
    this.mark = mark;
    this.opened = performance.now();
    this.box.hidden = false;
    if (mark) mark.button.setAttribute("aria-expanded", "true");
    this.follow();
    this.box.focus({ preventScroll: true });
  }

  close(back) {
    if (this.mark) {
      this.mark.button.setAttribute("aria-expanded", "false");
      if (back) this.mark.button.focus({ preventScroll: true });
    }
    this.box.hidden = true;
    this.mark = null;
  }

  follow() {
    if (this.box.hidden) return;
    const { clientWidth: wide, clientHeight: tall } = this.map.getContainer();
    const at = this.mark || this.map.project(this.feature.geometry.coordinates);
    const { offsetWidth: across, offsetHeight: down } = this.box;
    const left = Math.min(Math.max(at.x - across / 2, 8), Math.max(8, wide - across - 8));
    const above = at.y - down - 14;
    const top = above >= 8 ? above : Math.min(at.y + 14, Math.max(8, tall - down - 8));
    this.box.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
  }
}
