// SPDX-License-Identifier: GPL-2.0-or-later
// The form of a process, made from its description.

const FIRST = ["layers", "prefix", "k", "init", "palette"];

/** What this page gives better than a text field would. */
const LEFT_OUT = ["initSignatures", "signatures", "aoi", "aoiCrs"];

function control(input, scenes) {
  let node;
  if (input.id === "layers") {
    node = document.createElement("select");
    node.multiple = true;
    node.append(...scenes.map(scene => new Option(scene.date ? `${scene.name} (${scene.date})` : scene.name, scene.layer)));
  } else if (input.allowed.length) {
    node = document.createElement("select");
    node.append(...input.allowed.map(value => new Option(value, value, value === input.initial, value === input.initial)));
  } else {
    node = document.createElement("input");
    node.value = input.initial;
    node.required = input.id === "prefix";
    node.spellcheck = false;
  }
  node.id = `input-${input.id}`;
  node.name = input.id;
  return node;
}

function field(input, scenes) {
  const node = control(input, scenes);
  const label = document.createElement("label");
  label.htmlFor = node.id;
  label.textContent = input.title;
  const help = document.createElement("p");
  help.className = "help";
  help.id = `${node.id}-help`;
  help.textContent = input.help.slice(input.title.length).replace(/^[.\s]+/, "");
  node.setAttribute("aria-describedby", help.id);
  const box = document.createElement("div");
  box.append(label, node, help);
  return box;
}

/** Fills two places: what everybody needs, and the rest. */
export function build(inputs, scenes, first, more) {
  const known = inputs.filter(input => !LEFT_OUT.includes(input.id));
  const rank = input => FIRST.indexOf(input.id);
  first.replaceChildren(...known.filter(input => rank(input) >= 0).sort((a, b) => rank(a) - rank(b)).map(input => field(input, scenes)));
  more.replaceChildren(...known.filter(input => rank(input) < 0).map(input => field(input, scenes)));
}

/** What the user chose, as pairs; defaults are left to the server. */
export function values(form, inputs) {
  const pairs = [];
  for (const input of inputs) {
    const node = form.elements[input.id];
    if (!node) {
      continue;
    }
    const chosen = node.multiple ? [...node.selectedOptions].map(option => option.value) : [node.value.trim()];
    for (const value of chosen) {
      if (value !== "" && value !== input.initial) {
        pairs.push([input.id, value]);
      }
    }
  }
  return pairs;
}
