// SPDX-License-Identifier: GPL-2.0-or-later
// The table beside the map in which names, colours and groups of classes are edited, and saved on the server.

import * as legend from "./legend.js";
import * as wps from "./wps.js";
import {isForeign} from "./server.js";

const JSON_TYPE = "application/json";

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

export class LegendEditor {
  #series = null;

  /**
   * @param parts the elements: table, groups (a datalist), save, undo, state, conflict
   * @param token tells what is shown to the server
   * @param changed is called when the legend has changed
   * @param saved is called when it is saved
   * @param failed is given an error, or null when there is none any more
   */
  constructor(parts, {token, changed, saved, failed}) {
    Object.assign(this, {parts, token, changed, saved, failed});
    parts.save.addEventListener("click", () => this.#save());
    parts.undo.addEventListener("click", () => this.#apply(() => legend.undo(this.#series)));
  }

  /** Shows the classes of a series with their areas in a scene. */
  show(series, scene, chosen) {
    if (series !== this.#series) {
      this.#series = series;
      this.parts.conflict.replaceChildren();
      this.#compare({classes: series.elsewhere});
    }
    const focused = document.activeElement?.id;
    const covers = legend.covers(series.legend);
    this.parts.table.querySelectorAll("tbody").forEach(body => body.remove());
    this.parts.table.append(...covers.map(cover => this.#cover(cover, scene, chosen)));
    this.parts.groups.replaceChildren(...covers.filter(cover => cover.group).map(cover => new Option(cover.group)));
    this.parts.save.disabled = this.parts.undo.disabled = !legend.isEdited(series);
    const where = isForeign ? " The map follows when they are saved." : "";
    this.parts.state.textContent = legend.isEdited(series) ? `Changes are not saved on the server yet; this browser keeps them.${where}` : "";
    if (focused?.startsWith("class-")) {
      document.getElementById(focused)?.focus();
    }
  }

  /** A class, or a group with a row for itself and one for each class. */
  #cover(cover, scene, chosen) {
    const body = element("tbody", {});
    if (cover.group) {
      const name = element("th", {scope: "rowgroup", colSpan: 3}, swatch(cover.color), cover.name);
      body.append(element("tr", {className: "group"}, name, element("td", {}, this.#area(scene, cover.classes))));
    }
    body.append(...cover.classes.map(c => this.#row(c, scene, chosen)));
    return body;
  }

  #row(c, scene, chosen) {
    const mark = legend.isClassEdited(this.#series, c) ? element("span", {title: "not saved yet", className: "edited"}, "*") : "";
    const row = element("tr", {},
      element("td", {}, this.#input(c, "color", "Colour", {type: "color"}), String(c + 1), mark),
      element("td", {}, this.#input(c, "name", "Name", {maxLength: 200})),
      element("td", {}, this.#input(c, "group", "Group", {maxLength: 200, placeholder: "none"}, "list", this.parts.groups.id)),
      element("td", {}, this.#area(scene, [c])));
    row.classList.toggle("chosen", c === chosen);
    return row;
  }

  #input(c, field, title, properties, ...attribute) {
    const node = element("input", {id: `class-${c + 1}-${field}`, value: this.#series.legend[c][field], ...properties});
    // The value of a colour counts once it is one.
    node.value = this.#series.legend[c][field];
    node.setAttribute("aria-label", `${title} of class ${c + 1}`);
    if (attribute.length) {
      node.setAttribute(...attribute);
    }
    node.addEventListener("change", () => {
      const series = this.#series;
      legend.edit(series, c, field, node.value);
      // Tab has to find the next field before the table is made anew.
      setTimeout(this.changed);
    });
    return node;
  }

  #area(scene, classes) {
    const areas = scene.squareKilometresOfClass;
    const sum = classes.reduce((all, c) => all + (areas ?? scene.pixelsOfClass)[c], 0);
    return areas ? sum.toFixed(2) : sum.toLocaleString();
  }

  #apply(change) {
    change();
    this.parts.conflict.replaceChildren();
    this.failed(null);
    this.changed();
  }

  #ask(process, inputs) {
    const series = [["workspace", this.#series.scenes[0].layer.split(":")[0]], ["prefix", this.#series.name]];
    return wps.execute(process, [...series, ...inputs], "legend", this.token(), () => {}, new AbortController().signal);
  }

  async #save() {
    const series = this.#series;
    this.parts.save.disabled = true;
    this.parts.state.textContent = "Saving…";
    this.failed(null);
    try {
      const now = await this.#ask("iikmc:SaveLegend",
        [["legend", legend.json(series), JSON_TYPE], ["base", legend.base(series), JSON_TYPE]]);
      legend.rebase(series, now);
      this.parts.conflict.replaceChildren();
      this.saved();
    } catch (error) {
      await this.#explain(series, error);
    }
    this.changed();
    if (!legend.isEdited(series)) {
      this.parts.state.textContent = "Saved on the server.";
    }
  }

  /** Either somebody else has saved another legend, which is shown, or the error tells what is wrong. */
  async #explain(series, error) {
    let now = null;
    try {
      now = await this.#ask("iikmc:Legend", []);
    } catch {
      // then the first error tells it
    }
    if (series !== this.#series || !now || !this.#compare(now)) {
      this.failed(error);
    }
  }

  /** Shows what somebody else has saved since the user began, beside what he wants. Returns whether there is any such thing. */
  #compare(now) {
    const series = this.#series;
    const others = legend.differences(series, now);
    if (!others.length) {
      return false;
    }
    const text = ({name, color, group}) => element("td", {}, swatch(color), group ? `${name}, in ${group}` : name);
    const rows = others.map(each => element("tr", {}, element("th", {scope: "row"}, String(each.class)), text(each.now), text(each.mine)));
    const heads = ["Class", "Saved", "Yours"].map(head => element("th", {scope: "col"}, head));
    const button = (label, act) => {
      const node = element("button", {type: "button"}, label);
      node.addEventListener("click", act);
      return node;
    };
    this.parts.conflict.replaceChildren(
      element("p", {}, "Somebody else has saved a legend since you began. Yours is still here, and not saved."),
      element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
      element("p", {className: "buttons"},
        button("Take the saved one", () => this.#apply(() => legend.replace(series, now))),
        button("Save my changes over it", () => {
          this.#apply(() => legend.rebase(series, now));
          this.#save();
        })));
    return true;
  }
}
