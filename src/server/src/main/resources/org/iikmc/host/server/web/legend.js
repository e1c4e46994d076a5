// SPDX-License-Identifier: GPL-2.0-or-later
// The legend: colours, areas, and names that the user may change. Names are kept in this browser.

const key = series => `iikmc.names.${series.name}`;

/** Puts the user's names into a series. */
export function rename(series) {
  const names = JSON.parse(localStorage.getItem(key(series)) ?? "[]");
  series.classes.forEach((each, c) => {
    each.name = names[c] || each.name;
  });
}

function keep(series) {
  localStorage.setItem(key(series), JSON.stringify(series.classes.map(each => each.name)));
}

/** Gives classes the names of a list, and keeps them; null leaves a name as it is. */
export function take(series, names) {
  series.classes.forEach((each, c) => {
    each.name = names[c] ?? each.name;
  });
  keep(series);
}

/** Signatures with the user's names, for iikmc:Classify and the command line. */
export function signatures(series) {
  return JSON.stringify({
    format: "iikmc-signatures",
    version: 1,
    bands: series.bands,
    classes: series.classes.map((each, c) => ({class: c + 1, name: each.name, color: each.color, pixels: each.pixels ?? 0, mean: each.mean})),
  }, null, 2);
}

function cell(...content) {
  const td = document.createElement("td");
  td.append(...content);
  return td;
}

/** Fills the table; `renamed` is called when the user has changed a name. */
export function fill(body, series, scene, chosen, renamed) {
  body.replaceChildren(...series.classes.map((each, c) => {
    const swatch = document.createElement("span");
    swatch.className = "swatch";
    swatch.style.background = each.color;
    const name = document.createElement("input");
    name.value = each.name;
    name.setAttribute("aria-label", `Name of class ${c + 1}`);
    name.addEventListener("change", () => {
      each.name = name.value.trim() || `Class ${c + 1}`;
      keep(series);
      renamed();
    });
    const area = scene.squareKilometresOfClass?.[c];
    const row = document.createElement("tr");
    row.classList.toggle("chosen", c === chosen);
    row.append(cell(swatch, String(c + 1)), cell(name), cell(area === undefined ? scene.pixelsOfClass[c].toLocaleString() : area.toFixed(2)));
    return row;
  }));
}
