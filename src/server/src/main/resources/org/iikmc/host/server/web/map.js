// SPDX-License-Identifier: GPL-2.0-or-later
// The map: classes on top, what they are compared with beneath, and a swipe between the two.

import {wmsUrl, withParameters} from "./server.js";

const ol = window.ol;

function imageLayer() {
  return new ol.layer.Image({visible: false});
}

/** @param look further parameters that say how it is drawn */
function source(layer, look, crossOrigin) {
  return new ol.source.ImageWMS({
    url: new URL(wmsUrl, location.href).href,
    params: {...look, LAYERS: layer, FORMAT: "image/png", TRANSPARENT: true, VERSION: "1.3.0"},
    ratio: 1,
    crossOrigin,
    serverType: "geoserver",
  });
}

/**
 * Classes whose doubtful pixels are transparent: margins are grey, black where two classes are equally near.
 * @param least tells the margin from which on a pixel is opaque, above 0, at most 1
 */
function faded(layer, look, confidence, least) {
  const raster = new ol.source.Raster({
    sources: [source(layer, look, "anonymous"), source(confidence, {}, "anonymous")],
    threads: 0,
    operation: ([color, margin], data) => {
      color[3] *= Math.min(1, margin[0] / 255 / data.least);
      return color;
    },
  });
  raster.on("beforeoperations", event => {
    event.data.least = least();
  });
  return raster;
}

/** The pixels of one colour, as [red, green, blue] from 0 to 255. */
function alone(layer, look, wanted) {
  const raster = new ol.source.Raster({
    sources: [source(layer, look, "anonymous")],
    threads: 0,
    operation: ([color], data) => {
      const same = color[0] === data.wanted[0] && color[1] === data.wanted[1] && color[2] === data.wanted[2];
      return same ? color : [0, 0, 0, 0];
    },
  });
  raster.on("beforeoperations", event => {
    event.data.wanted = wanted;
  });
  return raster;
}

export class ClassMap {
  /** @param onAsk is told the class layer's and the other layer's names, and where */
  constructor(target, onAsk) {
    this.below = imageLayer();
    this.classes = imageLayer();
    this.swipe = 1;
    this.fade = 0;
    this.look = {};
    this.wanted = null;
    this.map = new ol.Map({
      target,
      layers: [this.below, this.classes],
      view: new ol.View({center: [0, 0], zoom: 2}),
      controls: ol.control.defaults.defaults({rotate: false}).extend([new ol.control.ScaleLine()]),
    });
    this.classes.on("prerender", event => this.#clip(event));
    this.classes.on("postrender", event => event.context.restore());
    this.map.on("singleclick", event => onAsk(event.coordinate));
    target.addEventListener("keydown", event => {
      if (event.key === "Enter") {
        onAsk(this.map.getView().getCenter());
      }
    });
  }

  /** Classes right of the swipe, the other layer left of it. */
  #clip(event) {
    const context = event.context;
    const [width, height] = this.map.getSize();
    const left = this.swipe * width;
    context.save();
    context.beginPath();
    const corners = [[left, 0], [width, 0], [width, height], [left, height]]
      .map(corner => ol.render.getRenderPixel(event, corner));
    corners.forEach(([x, y], i) => i ? context.lineTo(x, y) : context.moveTo(x, y));
    context.closePath();
    context.clip();
  }

  #set(imageLayer, layer, name, made) {
    imageLayer.setVisible(Boolean(layer));
    const key = `${name} ${JSON.stringify(this.look)}`;
    if (layer && imageLayer.get("name") !== key) {
      imageLayer.set("name", key);
      imageLayer.setSource(made());
    }
  }

  /**
   * @param confidenceLayer of the class layer; null if there is none
   * @param fade margin below which pixels fade, 0…1
   */
  show(classLayer, otherLayer, confidenceLayer, fade) {
    const changed = this.fade !== fade;
    this.fade = fade;
    if (this.wanted) {
      this.#set(this.classes, classLayer, `${classLayer} ${this.wanted}`, () => alone(classLayer, this.look, this.wanted));
    } else if (confidenceLayer && fade > 0) {
      this.#set(this.classes, classLayer, `${classLayer} ${confidenceLayer}`, () => faded(classLayer, this.look, confidenceLayer, () => this.fade));
      if (changed) {
        this.classes.getSource().changed();
      }
    } else {
      this.#set(this.classes, classLayer, classLayer, () => source(classLayer, this.look));
    }
    this.#set(this.below, otherLayer, otherLayer, () => source(otherLayer, this.look));
  }

  /** @param colors of the classes in place of their own, which this project's server takes; null for their own. Counts from the next `show` on. */
  setColors(colors) {
    this.look.CLASSCOLORS = colors?.map(color => color.replace("#", "")).join(",");
  }

  /** @param color of the only pixels that are shown, as #rrggbb; null for all. Counts from the next `show` on. */
  setOnly(color) {
    this.wanted = color && [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  }

  /** Lets the next `show` ask for the pictures anew: the server draws them otherwise now. */
  renew() {
    this.look.SINCE = Date.now();
  }

  /** @param share of the width that shows the other layer, 0…1 */
  setSwipe(share) {
    this.swipe = share;
    this.map.render();
  }

  setOpacity(share) {
    this.classes.setOpacity(share);
  }

  /** @param box west, south, east, north in degrees */
  fit(box) {
    if (box) {
      this.map.getView().fit(ol.proj.transformExtent(box, "EPSG:4326", "EPSG:3857"), {padding: [30, 30, 90, 30]});
    }
  }

  /** Properties of the pixel of a layer at a place; null where there is none. */
  async ask(layer, coordinate) {
    const url = source(layer).getFeatureInfoUrl(coordinate, this.map.getView().getResolution(), "EPSG:3857",
      {INFO_FORMAT: "application/json", QUERY_LAYERS: layer, FEATURE_COUNT: 1});
    const response = await fetch(withParameters(url, {}));
    const found = await response.json();
    return found.features?.[0]?.properties ?? null;
  }
}
