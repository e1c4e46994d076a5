/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.iikmc.job.report.PublishedSeries;

/** Requests that show a layer, for reports. */
final class LayerRequests {
  private static final int SIZE = 768;

  private final ServiceLinks links;
  private final String workspace;

  LayerRequests(ServiceLinks links, String workspace) {
    this.links = links;
    this.workspace = workspace;
  }

  PublishedSeries.Layer of(LayerDraft draft) {
    String name = workspace + ":" + draft.name();
    return new PublishedSeries.Layer(
        name,
        draft.request().scene(),
        draft.request().date(),
        links.request(workspace + "/wms", map(draft, name)),
        links.request(
            workspace + "/wms",
            Map.of(
                "service", "WMS",
                "version", "1.1.0",
                "request", "GetLegendGraphic",
                "layer", name,
                "format", "image/png")),
        links.request(
            workspace + "/wcs",
            Map.of(
                "service", "WCS",
                "version", "2.0.1",
                "request", "GetCoverage",
                "coverageId", name.replace(":", "__"),
                "format", "image/tiff")));
  }

  /** Version 1.1.0, whose axes are x, y in every reference system. */
  private static Map<String, String> map(LayerDraft draft, String name) {
    ReferencedEnvelope box = draft.coverage().getNativeBoundingBox();
    double scale = SIZE / Math.max(box.getWidth(), box.getHeight());
    Map<String, String> request = new LinkedHashMap<>();
    request.put("service", "WMS");
    request.put("version", "1.1.0");
    request.put("request", "GetMap");
    request.put("layers", name);
    request.put("styles", "");
    request.put("srs", Optional.ofNullable(draft.coverage().getSRS()).orElse("EPSG:404000"));
    request.put(
        "bbox", box.getMinX() + "," + box.getMinY() + "," + box.getMaxX() + "," + box.getMaxY());
    request.put("width", Long.toString(Math.max(1, Math.round(box.getWidth() * scale))));
    request.put("height", Long.toString(Math.max(1, Math.round(box.getHeight() * scale))));
    request.put("format", "image/png");
    request.put("transparent", "true");
    return request;
  }
}
