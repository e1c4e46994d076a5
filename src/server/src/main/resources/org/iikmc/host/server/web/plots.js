// SPDX-License-Identifier: GPL-2.0-or-later
// Two plots, as SVG: shares of the classes over the scenes, and spectra of classes and of a pixel.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 340;
const HEIGHT = 150;
const LEFT = 40;
const BOTTOM = 22;

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function frame(title) {
  const svg = node("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img"});
  svg.append(node("title", {}, title));
  svg.append(node("line", {class: "axis", x1: LEFT, y1: HEIGHT - BOTTOM, x2: WIDTH, y2: HEIGHT - BOTTOM}));
  return svg;
}

const across = (i, n) => LEFT + 8 + (n === 1 ? 0 : i * (WIDTH - LEFT - 24) / (n - 1));

function labels(svg, texts) {
  const step = Math.ceil(texts.length / 6);
  texts.forEach((text, i) => {
    if (i % step === 0) {
      svg.append(node("text", {x: across(i, texts.length), y: HEIGHT - 8, "text-anchor": "middle"}, text));
    }
  });
}

/** Stacked bars: one for each scene, the classes from below. */
export function shares(series, current) {
  const svg = frame(`Shares of the classes in ${series.scenes.length} scenes`);
  const count = series.scenes.length;
  const wide = Math.max(3, Math.min(34, (WIDTH - LEFT - 24) / count * 0.8));
  series.scenes.forEach((scene, s) => {
    const sum = scene.pixelsOfClass.reduce((a, b) => a + b, 0);
    let y = HEIGHT - BOTTOM;
    scene.pixelsOfClass.forEach((pixels, c) => {
      const high = sum ? pixels / sum * (HEIGHT - BOTTOM - 8) : 0;
      y -= high;
      const bar = node("rect", {x: across(s, count) - wide / 2, y, width: wide, height: high, fill: series.classes[c].color});
      bar.append(node("title", {}, `${scene.date ?? scene.name}: ${series.classes[c].name}, ${(100 * pixels / sum).toFixed(1)} %`));
      svg.append(bar);
    });
  });
  svg.append(node("text", {x: LEFT - 4, y: 14, "text-anchor": "end"}, "100 %"));
  svg.append(node("text", {x: LEFT - 4, y: HEIGHT - BOTTOM, "text-anchor": "end"}, "0"));
  svg.append(node("line", {class: "here", x1: across(current, count), x2: across(current, count), y1: 2, y2: HEIGHT - BOTTOM}));
  labels(svg, series.scenes.map(scene => scene.date?.slice(5) ?? ""));
  return svg;
}

/** Curves of the class means, and of one pixel if there is one. */
export function spectra(series, pixel, chosen) {
  const svg = frame("Mean spectra of the classes");
  const curves = series.classes.map(each => each.mean);
  const all = [...curves.flat(), ...(pixel ?? [])];
  const low = Math.min(...all);
  const range = Math.max(...all) - low || 1;
  const up = value => HEIGHT - BOTTOM - 4 - (value - low) / range * (HEIGHT - BOTTOM - 14);
  const line = values => values.map((value, b) => `${across(b, values.length)},${up(value)}`).join(" ");
  curves.forEach((curve, c) => {
    // A class of snow is as white as the page.
    svg.append(node("polyline", {points: line(curve), fill: "none", stroke: "currentColor", "stroke-width": c === chosen ? 5 : 2.8, opacity: 0.25}));
    svg.append(node("polyline", {points: line(curve), fill: "none", stroke: series.classes[c].color, "stroke-width": c === chosen ? 4 : 1.8}));
    svg.append(node("text", {x: WIDTH - 12, y: up(curve.at(-1)) + 3}, String(c + 1)));
  });
  if (pixel) {
    svg.append(node("polyline", {points: line(pixel), fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": "4 3"}));
  }
  svg.append(node("text", {x: LEFT - 4, y: 12, "text-anchor": "end"}, Math.round(low + range)));
  svg.append(node("text", {x: LEFT - 4, y: HEIGHT - BOTTOM, "text-anchor": "end"}, Math.round(low)));
  labels(svg, series.bands);
  return svg;
}
