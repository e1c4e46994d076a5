/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.options.Door;
import org.iikmc.job.polygon.MapPolygons;

/** {@code iikmc:Polygonise}: a classified map as polygons. */
final class PolygoniseProcess extends JobProcess {
  PolygoniseProcess(SceneCatalog catalog, Runs runs) {
    super(Door.POLYGONISE_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Polygons of a map";
  }

  @Override
  String description() {
    return "Turns a classified map into polygons, one for each region of pixels of a class that hang"
        + " together by their sides, with class, name, colour and area. Neighbours have the same"
        + " vertices. Writes nothing.";
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "polygons",
        SimpleFeatureCollection.class,
        "polygons",
        "Polygons with the attributes class, name, pixels, area_km2, color and date");
  }

  /** Pixels are read while the features are encoded, strip by strip, so that no turn is taken. */
  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    ClassifiedMap map = ClassifiedMap.open(inputs.map());
    runs().pixelLimit().check(List.of(map.scene()));
    return new PolygonFeatures(MapPolygons.of(map, Optional.empty()), progress);
  }
}
