// SPDX-License-Identifier: GPL-2.0-or-later
// What became of classes between two dates, as a table from class to class whose cells show their pixels on the map.

function element(tag, properties, ...content) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...content);
  return node;
}

function swatch(color) {
  const node = element("span", {className: "swatch"});
  node.style.background = color;
  return node;
}

const amount = each => each.squareKilometres === null ? each.pixels.toLocaleString() : each.squareKilometres.toPrecision(3);

/**
 * Puts the table of a pair of dates into a place.
 * @param report as changes.json has it
 * @param chosen value of the raster whose pixels are shown; 0 for all
 * @param choose is called with a value, or with 0 when its cell is chosen once more
 */
export function show(place, report, name, chosen, choose) {
  const pair = report.pairs.find(each => each.name === name);
  const cells = new Map(pair.transitions.map(each => [`${each.from} ${each.to}`, each]));
  const used = field => report.classes.filter(each => pair.transitions.some(transition => transition[field] === each.class));
  const columns = used("to");
  const head = element("tr", {}, element("th", {scope: "col"}, "from \\ to"), ...columns.map(each => element("th", {scope: "col"}, swatch(each.color), each.name)));
  const rows = used("from").map(from => element("tr", {}, element("th", {scope: "row"}, swatch(from.color), from.name), ...columns.map(to => {
    const cell = cells.get(`${from.class} ${to.class}`);
    if (!cell) {
      return element("td", {});
    }
    if (from.class === to.class) {
      return element("td", {}, amount(cell));
    }
    const button = element("button", {type: "button", id: `change-${from.class}-${to.class}`}, amount(cell));
    button.setAttribute("aria-pressed", String(cell.value === chosen));
    button.setAttribute("aria-label", `${from.name} to ${to.name}: ${amount(cell)}`);
    button.addEventListener("click", () => choose(cell.value === chosen ? 0 : cell.value));
    return element("td", {}, button);
  })));
  const unit = pair.squareKilometres === null ? "pixels" : "km²";
  const caption = `From class to class in ${unit}, ${pair.from.date ?? pair.from.name} to ${pair.to.date ?? pair.to.name}. Choose a figure to see its pixels alone.`;
  const focused = document.activeElement?.id;
  place.replaceChildren(element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...rows)));
  if (focused?.startsWith("change-")) {
    document.getElementById(focused)?.focus();
  }
}
