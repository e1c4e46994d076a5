/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.media.jai.ROIShape;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.geotools.parameter.DefaultParameterDescriptor;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.FakeReader;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestCoverages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.access.AccessDeniedException;

/** Names of layers, groups and mosaics, with GeoServer's catalog faked. */
class LayerScenesTest {
  private final FakeCatalog fake = new FakeCatalog();
  private WorkspaceInfo landsat;
  private GeoServerCatalog catalog;

  @BeforeEach
  void start() {
    landsat = fake.workspace("landsat");
    catalog = catalog(fake.catalog());
  }

  private static GeoServerCatalog catalog(Catalog secured) {
    return new GeoServerCatalog(
        secured,
        secured,
        any -> false,
        null,
        null,
        () -> (service, parameters) -> Optional.empty());
  }

  private LayerInfo layer(WorkspaceInfo workspace, String name, GridCoverage2DReader reader) {
    LayerInfo layer = fake.layer(workspace, name);
    FakeCatalog.set(layer.getResource(), "GridCoverageReader", reader);
    return layer;
  }

  private static GridCoverage2DReader reader() {
    return FakeReader.utm(20, 10, request -> null);
  }

  /** A reader that tells its times; it is not asked for pixels here. */
  private static GridCoverage2DReader mosaic(String times) {
    GridCoverage2DReader plain = reader();
    Map<String, String> metadata =
        Map.of(
            GridCoverage2DReader.HAS_TIME_DOMAIN, "true", GridCoverage2DReader.TIME_DOMAIN, times);
    return (GridCoverage2DReader)
        Proxy.newProxyInstance(
            LayerScenesTest.class.getClassLoader(),
            new Class<?>[] {GridCoverage2DReader.class},
            (proxy, method, args) -> {
              boolean asksMetadata = method.getName().equals("getMetadataValue");
              return asksMetadata ? metadata.get(args[0]) : method.invoke(plain, args);
            });
  }

  private List<String> names(String... layers) throws IOException {
    return catalog.scenes(List.of(layers)).stream().map(SceneSource::name).toList();
  }

  @Test
  void aLayerIsASceneWithTheDateInItsName() throws IOException {
    layer(landsat, "l8_20180405", reader());
    SceneSource scene = catalog.scenes(List.of("landsat:l8_20180405")).get(0);
    assertThat(scene.name()).isEqualTo("l8_20180405");
    assertThat(scene.date()).contains(LocalDate.of(2018, 4, 5));
  }

  @Test
  void aGroupStandsForItsLayers() throws IOException {
    LayerInfo a = layer(landsat, "a", reader());
    LayerInfo b = layer(landsat, "b", reader());
    fake.group(landsat, "both", a, b);
    assertThat(names("landsat:both")).containsExactly("a", "b");
  }

  @Test
  void layersOfOneNameAreToldApartByTheirWorkspaces() throws IOException {
    layer(landsat, "april", reader());
    layer(fake.workspace("sentinel"), "april", reader());
    layer(landsat, "may", reader());
    assertThat(names("landsat:april", "sentinel:april", "landsat:may"))
        .containsExactly("landsat_april", "sentinel_april", "may");
  }

  @Test
  void aNameThatIsNoFileNameIsMadeOne() throws IOException {
    layer(landsat, "April 2018/a", reader());
    assertThat(names("landsat:April 2018/a")).containsExactly("April_2018_a");
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertThatThrownBy(() -> names("landsat:nowhere"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "There is no layer 'landsat:nowhere' that you may read; write workspace:layer.");
  }

  @Test
  void aVectorLayerIsRefused() {
    LayerInfo layer = layer(landsat, "roads", reader());
    ResourceInfo vector = FakeCatalog.bean(ResourceInfo.class);
    vector.setName("roads");
    vector.setStore(layer.getResource().getStore());
    FakeCatalog.set(layer, "Resource", vector);
    assertThatThrownBy(() -> names("landsat:roads"))
        .hasMessage("The layer 'landsat:roads' is not a raster; name layers of coverages.");
  }

  @Test
  void aLayerWithoutRightsIsRefusedWithoutDetails() {
    Catalog denying =
        (Catalog)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Catalog.class},
                (proxy, method, args) -> {
                  throw new AccessDeniedException("Cannot access secret thing");
                });
    assertThatThrownBy(() -> catalog(denying).scenes(List.of("landsat:secret")))
        .isInstanceOf(InputException.class)
        .hasMessage("You may not read the layer 'landsat:secret'; log in as a user who may.");
  }

  @Test
  void aMosaicStandsForAllItsDatesOrTheOnesNamed() throws IOException {
    layer(
        landsat,
        "year",
        mosaic("2018-04-05T00:00:00.000Z,2018-04-21T00:00:00.000Z,2018-05-07T00:00:00.000Z"));
    assertThat(names("landsat:year"))
        .containsExactly("year_20180405", "year_20180421", "year_20180507");
    assertThat(names("landsat:year@2018-04")).containsExactly("year_20180405", "year_20180421");
    SceneSource may = catalog.scenes(List.of("landsat:year@2018-05-07")).get(0);
    assertThat(may.date()).contains(LocalDate.of(2018, 5, 7));
    assertThatThrownBy(() -> names("landsat:year@1999-01-01"))
        .hasMessageContaining("has no time 1999-01-01; it has 2018-04-05T00:00:00Z, ");
  }

  @Test
  void twoTimesOfOneDayAreToldApart() throws IOException {
    layer(landsat, "year", mosaic("2018-04-05T15:30:00.000Z,2018-04-05T15:30:24.000Z"));
    assertThat(names("landsat:year"))
        .containsExactly("year_20180405T153000", "year_20180405T153024");
  }

  @Test
  void aRangeOfTimesIsAskedForByItsBegin() throws IOException {
    layer(landsat, "year", mosaic("2018-04-05/2018-04-08/PT1S"));
    assertThat(names("landsat:year")).containsExactly("year_20180405");
  }

  @Test
  void aLayerWithoutTimeHasNoDatesToChoose() {
    layer(landsat, "april", reader());
    assertThatThrownBy(() -> names("landsat:april@2018-04-05"))
        .hasMessageContaining("has no TIME dimension; leave @2018-04-05 out");
  }

  private static TestCoverages part(Rectangle asked) {
    return TestCoverages.of(asked.width, asked.height)
        .in(
            TestCoverages.crs("EPSG:32618", true),
            new AffineTransform(30, 0, 0, -30, 500_000 + 30 * asked.x, 4_500_000 - 30 * asked.y));
  }

  /**
   * As ImageMosaic delivers a mosaic of one file of 20 x 10 pixels, whose footprint is its left
   * half: pixels are there all over, and only if it is told to cut it says which count.
   */
  private static FakeReader withFootprint() {
    FakeReader[] self = new FakeReader[1];
    self[0] =
        new FakeReader(
            new Rectangle(20, 10),
            TestCoverages.crs("EPSG:32618", true),
            new AffineTransform(30, 0, 0, -30, 500_000, 4_500_000),
            asked -> {
              List<GeneralParameterValue> request =
                  self[0].requests.get(self[0].requests.size() - 1);
              TestCoverages part = part(asked).bands(1, (band, x, y) -> 1 + asked.x + x);
              if ("Cut".equals(FakeReader.value(request, "FootprintBehavior"))) {
                part.region(new ROIShape(new Rectangle(-asked.x, -asked.y, 10, 10)));
              }
              return part.build();
            },
            AbstractGridFormat.READ_GRIDGEOMETRY2D,
            new DefaultParameterDescriptor<>(
                "FootprintBehavior",
                String.class,
                new String[] {"None", "Cut", "Transparent"},
                "None"));
    return self[0];
  }

  @ParameterizedTest
  @CsvSource({"Cut, 100", "Transparent, 100", "None, 200", "'', 200", "7, 200"})
  void footprintsAreHeededIfTheLayerHeedsThem(String behavior, int pixels) throws IOException {
    LayerInfo layer = layer(landsat, "mosaic", withFootprint());
    FakeCatalog.set(
        layer.getResource(),
        "Parameters",
        behavior.isEmpty() ? Map.of() : Map.of("FootprintBehavior", behavior));
    double[] values = SceneValues.of(catalog.scenes(List.of("landsat:mosaic")).get(0))[0];
    assertThat(Arrays.stream(values).filter(value -> !Double.isNaN(value)).count())
        .isEqualTo(pixels);
    assertThat(values).startsWith(1, 2, 3);
  }

  @Test
  void aReaderThatKnowsNoFootprintsIsToldNothing() throws IOException {
    FakeReader reader = FakeReader.utm(20, 10, asked -> part(asked).build());
    LayerInfo layer = layer(landsat, "tiff", reader);
    FakeCatalog.set(layer.getResource(), "Parameters", Map.of("FootprintBehavior", "Cut"));
    assertThat(SceneValues.of(catalog.scenes(List.of("landsat:tiff")).get(0))[0])
        .doesNotContain(Double.NaN);
  }
}
