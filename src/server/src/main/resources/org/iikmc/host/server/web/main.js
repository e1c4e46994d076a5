// SPDX-License-Identifier: GPL-2.0-or-later
// What the user sees, and what happens when he does something.

import * as server from "./server.js";
import * as wps from "./wps.js";
import * as form from "./form.js";
import * as comparison from "./comparison.js";
import * as changes from "./changes.js";
import * as legend from "./legend.js";
import * as plots from "./plots.js";
import {LegendEditor} from "./legend-editor.js";
import {ClassMap} from "./map.js";

const PROCESS = "iikmc:ClassifySeries";
const PLAY_MILLIS = 1200;

const element = id => document.getElementById(id);
const state = {scenes: [], all: [], series: null, current: 0, chosen: -1, pixel: null, inputs: [], playing: 0, changes: null, change: 0};
const map = new ClassMap(element("map"), ask);
const editor = new LegendEditor({table: element("legend"), groups: element("groups"), save: element("save-legend"), undo: element("undo-legend"),
  state: element("legend-state"), conflict: element("legend-conflict")},
{token: () => element("token").value, changed: () => draw(), saved: () => map.renew(), failed: problem});

function problem(error) {
  const box = element("problem");
  box.hidden = !error;
  box.textContent = error ? error.message : "";
  if (error) {
    box.scrollIntoView({block: "nearest"});
  }
}

function listSeries(select) {
  const list = element("series");
  list.replaceChildren(...state.all.map(series => new Option(series.name, series.name)));
  element("no-series").hidden = state.all.length > 0;
  if (state.all.length) {
    choose(select ?? state.all.at(-1).name);
  }
}

function choose(name) {
  state.series = state.all.find(series => series.name === name);
  state.current = 0;
  state.chosen = -1;
  state.pixel = null;
  legend.begin(state.series);
  element("series").value = name;
  element("result").hidden = false;
  element("comparison").replaceChildren();
  element("change-prefix").value = `${name}_changes`;
  withChanges(null);
  const series = state.series;
  // Another one may be chosen before the answer is there.
  server.changesOf(series).then(report => state.series === series && withChanges(report), problem);
  element("timeline").hidden = false;
  element("time").max = state.series.scenes.length - 1;
  compareWith();
  map.fit(state.series.bbox);
  draw();
}

/** Of a series of changes, the table; any other can be compared with a reference, and its dates with each other. */
function withChanges(report) {
  state.changes = report && state.series.scenes.every(scene => report.pairs.some(pair => pair.name === scene.name)) ? report : null;
  state.change = 0;
  element("changes").hidden = !state.changes;
  element("spectra").hidden = element("spectra-title").hidden = Boolean(state.changes);
  element("judge-section").hidden = Boolean(state.changes);
  element("change-section").hidden = Boolean(state.changes) || state.series.scenes.length < 2;
  element("save-legend").parentElement.hidden = Boolean(state.changes);
  if (report) {
    draw();
  }
}

function compareWith() {
  const options = [new Option("nothing", "none")];
  if (state.series.scenes.some(scene => scene.sourceLayer)) {
    options.push(new Option("the source scene", "source", true, true));
  }
  state.series.scenes.forEach((scene, s) => options.push(new Option(`classes of ${scene.date ?? scene.name}`, String(s))));
  element("compare").replaceChildren(...options);
}

function otherLayer(scene) {
  const wanted = element("compare").value;
  if (wanted === "none") {
    return null;
  }
  return wanted === "source" ? scene.sourceLayer : state.series.scenes[Number(wanted)].layer;
}

function draw() {
  const series = state.series;
  const scene = series.scenes[state.current];
  const other = otherLayer(scene);
  element("time").value = state.current;
  element("when").textContent = scene.date ?? scene.name;
  element("time").setAttribute("aria-valuetext", scene.date ?? scene.name);
  element("swipe-bar").hidden = !other;
  element("fading").hidden = !scene.confidenceLayer;
  element("fade-share").textContent = element("fade").value;
  // A GeoServer draws by its styles, which follow when they are saved.
  const colors = series.classes.map(each => each.color);
  const only = state.change ? colors[state.change - 1] : null;
  if (server.isForeign) {
    map.setColors(null);
  } else if (only) {
    // Changes to a white class have one colour.
    const different = only === "#000000" ? "#ffffff" : "#000000";
    map.setColors(colors.map((color, c) => c !== state.change - 1 && color === only ? different : color));
  } else {
    map.setColors(legend.isEdited(series) ? colors : null);
  }
  map.setOnly(only);
  map.show(scene.layer, other, scene.confidenceLayer, element("fade").value / 100);
  map.setSwipe(other ? element("swipe").value / 100 : 0);
  map.setOpacity(element("opacity").value / 100);
  element("area-unit").textContent = scene.squareKilometresOfClass ? "km²" : "pixels";
  editor.show(series, scene, state.chosen);
  element("areas").replaceChildren(plots.shares(series, state.current));
  if (state.changes) {
    changes.show(element("matrix"), state.changes, scene.name, state.change, value => {
      state.change = value;
      draw();
    });
  }
  element("spectra").replaceChildren(plots.spectra(series, state.pixel, state.chosen));
  downloads(series, scene);
}

function link(text, href, name) {
  const a = document.createElement("a");
  a.textContent = text;
  a.href = href;
  if (name) {
    a.download = name;
  }
  return a;
}

function downloads(series, scene) {
  const own = (text, content, type, name) => link(text, URL.createObjectURL(new Blob([content], {type})), name);
  const links = [
    own("legend (JSON)", legend.json(series), "application/json", "legend.json"),
    own("legend (CSV)", legend.csv(series), "text/csv", "legend.csv"),
  ];
  if (series.signatures) {
    links.push(own("signatures", legend.signatures(series), "application/json", `${series.name}.json`));
  }
  if (scene.file) {
    links.unshift(link("this map (GeoTIFF)", scene.file));
  }
  if (scene.confidenceFile) {
    links.push(link("its confidence (GeoTIFF)", scene.confidenceFile));
  }
  for (const [text, file] of [["report", "report.html"], ["signatures", "signatures.json"], ["signatures (CSV)", "signatures.csv"], ["areas (CSV)", "areas.csv"], ["style (SLD)", "classes.sld"],
    ["changes", "changes.html"], ["changes (CSV)", "changes.csv"], ["style (SLD)", "changes.sld"]]) {
    if (series.files[file]) {
      links.push(link(text, series.files[file]));
    }
  }
  const place = element("downloads");
  place.querySelectorAll("a[href^=blob]").forEach(old => URL.revokeObjectURL(old.href));
  place.replaceChildren("Download: ", ...links.flatMap((each, i) => i ? [", ", each] : [each]));
}

function confidence({margin, distance}) {
  return `; margin ${Math.round(100 * margin)} %, ${distance} standard deviations from its signature`;
}

async function ask(coordinate) {
  if (!state.series) {
    return;
  }
  try {
    const series = state.series;
    const scene = series.scenes[state.current];
    const found = await map.ask(scene.layer, coordinate);
    const label = Number(found?.class ?? 0);
    state.chosen = label - 1;
    const values = found?.values ?? (scene.sourceLayer ? await map.ask(scene.sourceLayer, coordinate) : null);
    // Of another server the layer has bytes, which are not for people.
    const sure = label && scene.confidenceLayer && !server.isForeign ? await map.ask(scene.confidenceLayer, coordinate) : null;
    state.pixel = label && values ? Object.values(values).slice(0, series.bands.length).map(Number) : null;
    element("point").textContent = label
      ? `Class ${label}: ${series.classes[label - 1].name}${state.pixel ? ` (${state.pixel.join(", ")})` : ""}${sure ? confidence(sure) : ""}`
      : "No class here: no data, or masked.";
    draw();
  } catch (error) {
    problem(error);
  }
}

function play() {
  const button = element("play");
  clearInterval(state.playing);
  const starts = button.getAttribute("aria-pressed") === "false";
  button.setAttribute("aria-pressed", String(starts));
  button.textContent = starts ? "Pause" : "Play";
  state.playing = starts ? setInterval(() => step((state.current + 1) % state.series.scenes.length), PLAY_MILLIS) : 0;
}

function step(scene) {
  state.current = scene;
  draw();
}

async function run(event) {
  event.preventDefault();
  const inputs = form.values(element("run"), state.inputs);
  const prefix = element("run").elements.prefix.value.trim();
  const stop = new AbortController();
  problem(null);
  element("start").disabled = true;
  element("cancel").disabled = false;
  element("cancel").onclick = () => stop.abort();
  element("progress").hidden = false;
  try {
    const report = await wps.execute(PROCESS, inputs, "report", element("token").value, told, stop.signal);
    told(100, "Done");
    if (server.isForeign) {
      state.all = [...state.all.filter(series => series.name !== prefix), server.seriesOfReport(prefix, report, state.scenes)];
    } else {
      state.all = await server.listSeries();
    }
    listSeries(prefix);
  } catch (error) {
    if (error.name === "AbortError") {
      told(0, "Dismissed; nothing was written.");
    } else {
      told(0, "");
      problem(error);
    }
  } finally {
    element("start").disabled = false;
    element("cancel").disabled = true;
  }
}

async function judge(event) {
  event.preventDefault();
  const series = state.series;
  const file = element("reference").files[0];
  const layer = element("reference-layer").value;
  const inputs = series.scenes.map(scene => ["maps", scene.layer]);
  for (const [id, input] of [["attribute", "attribute"], ["referenceCrs", "reference-crs"]]) {
    if (element(input).value.trim()) {
      inputs.push([id, element(input).value.trim()]);
    }
  }
  problem(null);
  element("comparison").replaceChildren();
  element("judge-start").disabled = true;
  try {
    if (Boolean(file) === Boolean(layer)) {
      throw new Error("Choose either a file or a layer to compare with.");
    }
    const text = file ? await file.text() : layer;
    inputs.push(["reference", text, layer ? "text/plain" : text.trimStart().startsWith("{") ? "application/json" : "text/csv"]);
    const telling = (percent, task) => { element("judging").textContent = task; };
    const found = await wps.execute("iikmc:Compare", inputs, "comparison", element("token").value, telling, new AbortController().signal);
    if (state.series === series) {
      comparison.show(element("comparison"), found, names => {
        legend.take(series, names);
        draw();
      });
    }
  } catch (error) {
    problem(error);
  } finally {
    element("judging").textContent = "";
    element("judge-start").disabled = false;
  }
}

async function findChanges(event) {
  event.preventDefault();
  const series = state.series;
  const prefix = element("change-prefix").value.trim();
  const inputs = [...series.scenes.map(scene => ["maps", scene.layer]), ["prefix", prefix]];
  if (server.isForeign) {
    inputs.push(["workspace", series.scenes[0].layer.split(":")[0]]);
  }
  problem(null);
  element("change-start").disabled = true;
  try {
    const telling = (percent, task) => { element("changing").textContent = task; };
    const report = await wps.execute("iikmc:Change", inputs, "changes", element("token").value, telling, new AbortController().signal);
    state.all = server.isForeign
      ? [...state.all.filter(each => each.name !== prefix), server.seriesOfChanges(prefix, report, series.bbox)]
      : await server.listSeries();
    listSeries(prefix);
  } catch (error) {
    problem(error);
  } finally {
    element("changing").textContent = "";
    element("change-start").disabled = false;
  }
}

function told(percent, task) {
  element("percent").value = percent;
  element("task").textContent = task;
}

async function begin() {
  try {
    state.scenes = await server.listScenes();
    state.inputs = await wps.describe(PROCESS);
    element("reference-layer").replaceChildren(new Option("none", ""), ...state.scenes.map(scene => new Option(scene.name, scene.layer)));
    form.build(state.inputs, state.scenes, element("inputs"), element("more"));
    state.all = await server.listSeries();
    listSeries();
    if (!state.all.length) {
      map.fit(state.scenes[0]?.bbox);
      map.show(null, state.scenes[0]?.layer);
    }
  } catch (error) {
    problem(error);
  }
}

// As the server writes its address where it was started; the token need not stay in the address bar.
const token = new URLSearchParams(location.search).get("token");
if (token) {
  element("token").value = token;
  history.replaceState(null, "", location.pathname);
}

element("series").addEventListener("change", event => choose(event.target.value));
element("compare").addEventListener("change", draw);
element("opacity").addEventListener("input", draw);
element("fade").addEventListener("input", draw);
element("swipe").addEventListener("input", () => map.setSwipe(element("swipe").value / 100));
element("time").addEventListener("input", event => step(Number(event.target.value)));
element("play").addEventListener("click", play);
element("judge").addEventListener("submit", judge);
element("change").addEventListener("submit", findChanges);
element("run").addEventListener("submit", run);
begin();
