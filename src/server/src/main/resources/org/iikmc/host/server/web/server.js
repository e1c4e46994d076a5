// SPDX-License-Identifier: GPL-2.0-or-later
// Where the services are, and what they hold. The embedded server lists its scenes and series as JSON; of any
// other server (?wms=…&wps=…) the WMS capabilities are read, and series are what was classified from this page.

const params = new URLSearchParams(location.search);
const foreign = params.has("wms") || params.has("wps");

export const wmsUrl = params.get("wms") ?? "wms";
export const wpsUrl = params.get("wps") ?? "wps";

/** Adds parameters to the address of a service, which may have some already. */
export function withParameters(base, parameters) {
  const url = new URL(base, location.href);
  for (const [key, value] of Object.entries(parameters)) {
    url.searchParams.set(key, value);
  }
  return url.href;
}

async function json(path) {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`The server answered ${response.status} for ${path}.`);
  }
  return response.json();
}

/** Scenes: [{layer, name, date}]. */
export async function listScenes() {
  if (!foreign) {
    return (await json("scenes.json")).scenes;
  }
  const response = await fetch(withParameters(wmsUrl, {service: "WMS", version: "1.3.0", request: "GetCapabilities"}));
  const xml = new DOMParser().parseFromString(await response.text(), "text/xml");
  return [...xml.querySelectorAll("Layer > Name")].map(node => ({
    layer: node.textContent,
    name: node.textContent,
    date: null,
    bbox: boxOf(node.parentElement),
  }));
}

function boxOf(layer) {
  const box = layer.querySelector(":scope > EX_GeographicBoundingBox");
  return box && ["westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude"]
    .map(name => Number(box.querySelector(name).textContent));
}

/** Series: [{name, bands, classes, scenes: [{name, date, layer, sourceLayer, …}], files, bbox}]. */
export async function listSeries() {
  return foreign ? [] : (await json("series.json")).series;
}

/** A series as the report of a run tells it, where the server has no list of them. */
export function seriesOfReport(name, report, scenes) {
  const published = report.published;
  const byName = new Map(report.scenes.map(scene => [scene.name, scene]));
  const confidence = new Map((published.confidenceLayers ?? []).map(layer => [layer.scene, layer]));
  const sources = new Map(scenes.map(scene => [scene.name.replace(/^.*:/, ""), scene]));
  return {
    name,
    bands: report.signatures.bands,
    classes: report.signatures.classes.map(each => ({...each})),
    scenes: published.layers.map(layer => ({
      name: layer.scene,
      date: layer.date ?? null,
      layer: layer.name,
      sourceLayer: sources.get(layer.scene)?.layer,
      file: layer.wcs,
      confidenceLayer: confidence.get(layer.scene)?.name,
      confidenceFile: confidence.get(layer.scene)?.wcs,
      pixelsOfClass: byName.get(layer.scene).pixelsOfClass,
      squareKilometresOfClass: byName.get(layer.scene).squareKilometresOfClass,
    })),
    files: {},
    bbox: sources.get(published.layers[0].scene)?.bbox,
    signatures: report.signatures,
  };
}

/** What became of the classes of a series of changes; null of any other. */
export async function changesOf(series) {
  return series.changes ?? (series.files["changes.json"] ? json(series.files["changes.json"]) : null);
}

/** A series of changes as the report of a run tells it, where the server has no list of them. */
export function seriesOfChanges(name, report, bbox) {
  const pairs = new Map(report.pairs.map(pair => [pair.name, pair]));
  const ofValues = (pair, field) => report.values.map(each =>
    pair.transitions.filter(transition => transition.value === each.value).reduce((sum, transition) => sum + transition[field], 0));
  return {
    name,
    bands: ["change"],
    classes: report.values.map(each => ({...each, class: each.value, mean: [each.value]})),
    scenes: report.published.layers.map(layer => ({
      name: layer.scene,
      date: layer.date ?? null,
      layer: layer.name,
      file: layer.wcs,
      pixelsOfClass: ofValues(pairs.get(layer.scene), "pixels"),
      squareKilometresOfClass: pairs.get(layer.scene).squareKilometres === null ? undefined : ofValues(pairs.get(layer.scene), "squareKilometres"),
    })),
    files: {},
    bbox,
    changes: report,
  };
}

export const isForeign = foreign;
