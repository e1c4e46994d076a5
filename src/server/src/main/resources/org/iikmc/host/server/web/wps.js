// SPDX-License-Identifier: GPL-2.0-or-later
// A client of WPS 1.0.0: describe a process, run it in the background, ask how far it is, dismiss it.

import {withParameters, wpsUrl} from "./server.js";

const WPS = "http://www.opengis.net/wps/1.0.0";
const OWS = "http://www.opengis.net/ows/1.1";
const POLL_MILLIS = 700;

function parse(text) {
  const xml = new DOMParser().parseFromString(text, "text/xml");
  if (xml.querySelector("parsererror")) {
    throw new Error("The server's answer is not XML; is this the address of a WPS?");
  }
  const problem = xml.getElementsByTagNameNS(OWS, "ExceptionText")[0];
  if (problem) {
    throw new Error(readable(problem.textContent));
  }
  return xml;
}

/** Without what GeoServer puts before the sentence, and with its double escapes undone. */
function readable(text) {
  return text.trim().replace(/^Process failed during execution\s*/, "").replace(/&(apos|quot|lt|gt|amp);/g,
    (all, name) => ({apos: "'", quot: "\"", lt: "<", gt: ">", amp: "&"})[name]);
}

async function answer(url, options, token) {
  const headers = new Headers(options?.headers);
  // A link to this page can name any server; the token is for the one that the page comes from.
  if (token && new URL(url, window.location.href).origin === window.location.origin) {
    headers.set("Authorization", `Bearer ${token}`);
  }
  const response = await fetch(url, {...options, headers});
  const text = await response.text();
  if (!response.ok && !text.includes("ExceptionText")) {
    throw new Error(response.status === 401 ? "The server needs a token, or this one is wrong." : `The server answered ${response.status}.`);
  }
  return text;
}

/** Inputs of a process: [{id, title, help, many, complex, allowed, initial}]. */
export async function describe(process) {
  const xml = parse(await answer(withParameters(wpsUrl,
    {service: "WPS", version: "1.0.0", request: "DescribeProcess", identifier: process})));
  const ows = (node, name) => node.getElementsByTagNameNS(OWS, name)[0]?.textContent ?? "";
  return [...xml.querySelectorAll("DataInputs > Input")].map(input => ({
    id: ows(input, "Identifier"),
    title: ows(input, "Title"),
    help: ows(input, "Abstract"),
    many: Number(input.getAttribute("maxOccurs")) > 1,
    complex: input.querySelector("ComplexData") !== null,
    allowed: [...input.getElementsByTagNameNS(OWS, "Value")].map(value => value.textContent),
    initial: input.querySelector("DefaultValue")?.textContent ?? "",
  }));
}

/** The document of a request, made as a tree so that no value can be taken for markup. */
function executeDocument(process, inputs, output) {
  const xml = document.implementation.createDocument(WPS, "wps:Execute");
  const add = (parent, namespace, name, text) => {
    const node = xml.createElementNS(namespace, name);
    node.textContent = text ?? "";
    parent.appendChild(node);
    return node;
  };
  const root = xml.documentElement;
  root.setAttribute("service", "WPS");
  root.setAttribute("version", "1.0.0");
  add(root, OWS, "ows:Identifier", process);
  const list = add(root, WPS, "wps:DataInputs");
  for (const [id, value, mime] of inputs) {
    const input = add(list, WPS, "wps:Input");
    add(input, OWS, "ows:Identifier", id);
    const data = add(add(input, WPS, "wps:Data"), WPS, mime ? "wps:ComplexData" : "wps:LiteralData", value);
    if (mime) {
      data.setAttribute("mimeType", mime);
    }
  }
  const form = add(root, WPS, "wps:ResponseForm");
  const wanted = add(form, WPS, "wps:ResponseDocument");
  wanted.setAttribute("storeExecuteResponse", "true");
  wanted.setAttribute("status", "true");
  const result = add(wanted, WPS, "wps:Output");
  result.setAttribute("asReference", "true");
  result.setAttribute("mimeType", "application/json");
  add(result, OWS, "ows:Identifier", output);
  return new XMLSerializer().serializeToString(xml);
}

/** Runs a process; an input is [id, value], or [id, text, mime] of a document; `told` gets percent and text, and `signal` stops it. Resolves with the output, which is JSON. */
export async function execute(process, inputs, output, token, told, signal) {
  let xml = parse(await answer(wpsUrl, {
    method: "POST",
    headers: {"Content-Type": "application/xml"},
    body: executeDocument(process, inputs, output),
  }, token));
  const location = xml.documentElement.getAttribute("statusLocation");
  for (;;) {
    const reference = xml.getElementsByTagNameNS(WPS, "Reference")[0];
    if (xml.getElementsByTagNameNS(WPS, "ProcessSucceeded").length && reference) {
      return JSON.parse(await answer(here(reference.getAttribute("href") ?? reference.getAttribute("xlink:href")), {}, token));
    }
    const started = xml.getElementsByTagNameNS(WPS, "ProcessStarted")[0];
    told(Number(started?.getAttribute("percentCompleted") ?? 0), started?.textContent || "Waiting for its turn");
    await new Promise(resolve => setTimeout(resolve, POLL_MILLIS));
    if (signal.aborted) {
      await dismiss(location, token);
      throw new DOMException("dismissed", "AbortError");
    }
    xml = parse(await answer(here(location), {}, token));
  }
}

/** A server behind a proxy may not know its own address: what it names is asked for where the WPS is. */
function here(href) {
  const url = new URL(href, new URL(wpsUrl, window.location.href));
  const known = new URL(wpsUrl, window.location.href);
  return url.origin === known.origin ? url.href : known.origin + url.pathname + url.search;
}

async function dismiss(location, token) {
  const id = new URL(here(location)).searchParams.get("executionId");
  await answer(withParameters(wpsUrl, {service: "WPS", version: "1.0.0", request: "Dismiss", executionId: id}), {}, token);
}
