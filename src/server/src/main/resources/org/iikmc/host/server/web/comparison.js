// SPDX-License-Identifier: GPL-2.0-or-later
// What a comparison of classified maps with a reference has found, as figures and a table.

const UNDEFINED = "–";
const percent = share => share === null ? UNDEFINED : `${(100 * share).toFixed(1)} %`;
const figure = number => number === null ? UNDEFINED : number.toFixed(3);
const limits = ({value, low, high}) => value === null ? UNDEFINED : `${percent(value)} (${percent(low)} to ${percent(high)})`;

function element(tag, ...content) {
  const node = document.createElement(tag);
  node.append(...content);
  return node;
}

function table(caption, heads, rows) {
  const head = element("tr", ...heads.map(name => element("th", name)));
  head.querySelectorAll("th").forEach(th => { th.scope = "col"; });
  const body = rows.map(([name, ...cells]) => {
    const th = element("th", name);
    th.scope = "row";
    return element("tr", th, ...cells.map(cell => element("td", cell)));
  });
  const box = element("div", element("table", element("caption", caption), element("thead", head), element("tbody", ...body)));
  box.className = "scroll";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", caption);
  return box;
}

/** Puts a comparison into a place; `named` is called with the names of covers by class when the user takes them. */
export function show(place, comparison, named) {
  const {pooled, covers, classes} = comparison;
  const name = element("button", "Name the classes so");
  name.type = "button";
  name.addEventListener("click", () => named(classes.map(each => each.manyToOne)));
  place.replaceChildren(
    element("p", `${pooled.pixels.toLocaleString()} pixels. Accuracy ${percent(pooled.manyToOne.overall.value)} with each class taken for the cover of most of its `
      + `pixels, ${percent(pooled.oneToOne.overall.value)} one to one; kappa ${figure(pooled.manyToOne.kappa)} and ${figure(pooled.oneToOne.kappa)}; `
      + `adjusted Rand index ${figure(pooled.adjustedRand)}; mutual information ${figure(pooled.normalizedMutualInformation)}; purity ${percent(pooled.purity)}.`),
    ...comparison.notes.map(note => element("p", note)),
    table("Pixels of each class and cover", ["Class", ...covers.map(cover => cover.name), "many to one", "one to one"],
      classes.map((each, c) => [`${each.class} ${each.name}`, ...pooled.confusion[c].map(pixels => pixels.toLocaleString()),
        each.manyToOne ?? UNDEFINED, each.oneToOne ?? UNDEFINED])),
    table("Accuracy of covers, many to one, with 95 % intervals", ["Cover", "user's", "producer's"],
      covers.map((cover, j) => [cover.name, limits(pooled.manyToOne.covers[j].users), limits(pooled.manyToOne.covers[j].producers)])),
    name);
}
