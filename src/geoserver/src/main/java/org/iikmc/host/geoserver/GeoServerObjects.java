/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogBuilder;
import org.geoserver.catalog.CoverageDimensionInfo;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.CoverageStoreInfo;
import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.DimensionPresentation;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.impl.DimensionInfoImpl;
import org.geotools.api.coverage.grid.Format;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.geotools.coverage.grid.io.GridFormatFinder;
import org.iikmc.raster.write.ConfidenceTiff;

/** As GeoServer's own forms make them. */
final class GeoServerObjects implements CatalogObjects {
  private static final String DISTANCE =
      "0 = no data, else tenths of a standard deviation of the class, 255 also for more";

  private final Catalog catalog;

  GeoServerObjects(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public LayerDraft draft(WorkspaceInfo workspace, LayerDraft.Request request, Path file)
      throws IOException {
    CatalogBuilder builder = new CatalogBuilder(catalog);
    builder.setWorkspace(workspace);
    CoverageStoreInfo store = builder.buildCoverageStore(request.name());
    store.setType(request.format());
    store.setURL(request.url());
    store.setDescription(request.texts().title());
    builder.setStore(store);
    CoverageInfo coverage = build(builder, request.format(), file);
    coverage.setName(request.name());
    coverage.setTitle(request.texts().title());
    coverage.setAbstract(request.texts().description());
    coverage.setDescription(request.texts().description());
    request.texts().keywords().forEach(word -> coverage.getKeywords().add(new Keyword(word)));
    boolean confidence = request.kind() == LayerDraft.Kind.CONFIDENCE;
    List<String> names = confidence ? ConfidenceTiff.BANDS : List.of("class");
    for (int b = 0; b < names.size(); b++) {
      CoverageDimensionInfo dimension = coverage.getDimensions().get(b);
      dimension.setName(names.get(b));
      dimension.setUnit("");
      dimension.setDescription(b == 0 ? request.meaning() : DISTANCE);
    }
    coverage.getInterpolationMethods().clear();
    coverage.getInterpolationMethods().add("nearest neighbor"); // there is no class 2.5
    if (request.format().equals(MapFolder.MOSAIC)) {
      coverage.getMetadata().put(ResourceInfo.TIME, time());
    }
    return new LayerDraft(request, store, coverage);
  }

  private static CoverageInfo build(CatalogBuilder builder, String format, Path file)
      throws IOException {
    GridCoverage2DReader reader = open(format, file);
    try {
      return builder.buildCoverage(reader, null);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("A map that was written can't be read back", e);
    } finally {
      reader.dispose();
    }
  }

  private static GridCoverage2DReader open(String name, Path file) throws IOException {
    for (Format format : GridFormatFinder.getFormatArray()) {
      if (format.getName().equals(name)) {
        GridCoverage2DReader reader = ((AbstractGridFormat) format).getReader(file.toFile());
        if (reader == null) {
          throw new IOException("GeoTools' " + name + " reader refuses what was written");
        }
        return reader;
      }
    }
    throw new IOException("This server can't read the format " + name);
  }

  private static DimensionInfo time() {
    DimensionInfoImpl time = new DimensionInfoImpl();
    time.setEnabled(true);
    time.setPresentation(DimensionPresentation.LIST);
    time.setUnits(DimensionInfo.TIME_UNITS);
    return time;
  }

  @Override
  public LayerInfo layer(CoverageInfo coverage) throws IOException {
    return new CatalogBuilder(catalog).buildLayer(coverage);
  }

  @Override
  public void setExtent(LayerGroupInfo group) throws IOException {
    try {
      new CatalogBuilder(catalog).calculateLayerGroupBounds(group);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The layers have no common extent", e);
    }
  }
}
