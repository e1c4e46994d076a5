// SPDX-License-Identifier: GPL-2.0-or-later
// The legend of a series as the user edits it. What is not saved on the server yet is kept in this browser.

const key = series => `iikmc.legend.${series.name}`;
const FIELDS = ["name", "color", "group"];

const entry = each => ({name: each.name, color: each.color, group: each.group ?? ""});
const same = (a, b) => FIELDS.every(field => a[field] === b[field]);

/** Whether the user has changed something that is not saved. */
export const isEdited = series => series.legend.some((each, c) => !same(each, series.saved[c]));

/** Whether a class is not as it is saved. */
export const isClassEdited = (series, c) => !same(series.legend[c], series.saved[c]);

/** What maps show as one: [{name, color, group, classes: [index…]}], in the order of their first classes. */
export function covers(legend) {
  const found = [];
  legend.forEach((each, c) => {
    const known = each.group && found.find(cover => cover.group === each.group);
    if (known) {
      known.classes.push(c);
    } else {
      found.push({name: each.group || each.name, color: each.color, group: each.group, classes: [c]});
    }
  });
  return found;
}

/** Lets everything on the page show the legend: classes of a group have the name of the group and the colour of its first. */
function show(series) {
  for (const cover of covers(series.legend)) {
    for (const c of cover.classes) {
      series.classes[c].name = cover.name;
      series.classes[c].color = cover.color;
    }
  }
}

function keep(series) {
  if (isEdited(series)) {
    localStorage.setItem(key(series), JSON.stringify({saved: series.saved, legend: series.legend}));
  } else {
    localStorage.removeItem(key(series));
  }
}

/** Names that a page of version 0.2 has kept. */
function earlierNames(series) {
  const names = JSON.parse(localStorage.getItem(`iikmc.names.${series.name}`) ?? "null");
  localStorage.removeItem(`iikmc.names.${series.name}`);
  return names && {saved: series.saved, legend: series.saved.map((each, c) => ({...each, name: names[c] || each.name}))};
}

/** Begins with what a series has, and what the user has not saved of it. */
export function begin(series) {
  if (!series.legend) {
    series.elsewhere = series.saved = series.classes.map(entry);
    const kept = JSON.parse(localStorage.getItem(key(series)) ?? "null") ?? earlierNames(series);
    // Another series may have been made under this name meanwhile.
    const fits = kept?.legend?.length === series.saved.length && kept.saved?.length === series.saved.length;
    series.legend = fits ? kept.legend : series.saved.map(each => ({...each}));
    series.saved = fits ? kept.saved : series.saved;
    keep(series);
  }
  show(series);
}

/** Changes a class; an empty name is that of a class without one. */
export function edit(series, c, field, value) {
  const text = value.trim();
  series.legend[c][field] = field === "name" ? text || `Class ${c + 1}` : text;
  keep(series);
  show(series);
}

/** Gives classes the names of a list; null leaves a name as it is. */
export function take(series, names) {
  names.forEach((name, c) => name && edit(series, c, "name", name));
}

/** Goes back to what is saved. */
export function undo(series) {
  series.legend = series.saved.map(each => ({...each}));
  keep(series);
  show(series);
}

/** A legend is saved now: what the user has not changed since he began is as it is there. */
export function rebase(series, document) {
  const now = document.classes.map(entry);
  series.legend = series.legend.map((mine, c) => {
    const merged = {};
    for (const field of FIELDS) {
      merged[field] = mine[field] === series.saved[c][field] ? now[c][field] : mine[field];
    }
    return merged;
  });
  series.elsewhere = series.saved = now;
  keep(series);
  show(series);
}

/** Takes a legend as it is saved, without what the user has changed. */
export function replace(series, document) {
  series.elsewhere = series.saved = document.classes.map(entry);
  undo(series);
}

/** Classes of which a saved legend says something else than the one that the user began with: [{class, now, mine}]. */
export function differences(series, document) {
  return document.classes.map(entry)
    .map((now, c) => ({class: c + 1, now, mine: series.legend[c], began: series.saved[c]}))
    .filter(({now, began}) => !same(now, began));
}

function documentOf(classes) {
  return JSON.stringify({
    format: "iikmc-legend",
    version: 1,
    classes: classes.map((each, c) => ({class: c + 1, name: each.name, color: each.color, group: each.group || undefined})),
  }, null, 2);
}

/** The legend with the user's changes, as JSON. */
export const json = series => documentOf(series.legend);

/** The legend that the user began with, as JSON. */
export const base = series => documentOf(series.saved);

/** The legend with the user's changes, as CSV. */
export function csv(series) {
  const cell = text => /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
  return ["class,name,color,group", ...series.legend.map((each, c) => [c + 1, cell(each.name), each.color, cell(each.group)].join(","))]
    .map(line => `${line}\r\n`).join("");
}

/** The signatures of a series that is known by its report, with the user's changes, for iikmc:Classify and the command line. */
export function signatures(series) {
  const classes = series.signatures.classes.map((each, c) => ({...each, ...series.legend[c], group: series.legend[c].group || undefined}));
  return JSON.stringify({...series.signatures, classes}, null, 2);
}
