// Charts that answer to the pointer and can be saved; without it the drawing of the server stays.
"use strict";

(() => {
  const inks = getComputedStyle(document.documentElement);
  const ink = (name) => inks.getPropertyValue(`--${name}`).trim();

  function themed(spec) {
    const scale = spec.encoding.color.scale;
    scale.range = scale.range.map(ink);
    const axis = { domainColor: ink("edge"), gridColor: ink("grid"), labelColor: ink("quiet"), tickColor: ink("edge"), titleColor: ink("quiet"), titleFontWeight: "normal" };
    spec.config = { background: ink("paper"), view: { stroke: null }, axis, font: getComputedStyle(document.body).fontFamily };
    return spec;
  }

  async function show(figure) {
    const spec = themed(JSON.parse(document.getElementById(figure.dataset.chart).textContent));
    const place = document.createElement("div");
    const drawing = figure.querySelector(".drawing");
    drawing.before(place);
    const { embed, expressionInterpreter } = window.peaceopsCharts;
    try {
      // No style sheet of its own: the policy of the desk lets none in, and council.css has it.
      const { view } = await embed(place, spec, { ast: true, expr: expressionInterpreter, actions: false, defaultStyle: false, renderer: "canvas", tooltip: { disableDefaultStyle: true } });
      place.setAttribute("role", "img");
      place.setAttribute("aria-label", drawing.querySelector("svg").getAttribute("aria-label"));
      drawing.hidden = true;
      for (const button of figure.querySelectorAll("button[data-image]")) {
        button.hidden = false;
        button.addEventListener("click", async () => {
          const link = document.createElement("a");
          link.href = await view.toImageURL(button.dataset.image, 2);
          link.download = `${document.title.split(" · ")[0]}.${button.dataset.image}`;
          link.click();
        });
      }
    } catch (error) {
      place.remove();
      console.warn("The chart stays as the server drew it:", error);
    }
  }

  if (window.peaceopsCharts) document.querySelectorAll("figure[data-chart]").forEach(show);
})();
