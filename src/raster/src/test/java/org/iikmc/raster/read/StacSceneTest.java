/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.Sensor;
import org.iikmc.raster.stac.StacDocument;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.iikmc.testing.WebFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StacSceneTest {
  private static final String COG = "image/tiff; application=geotiff; profile=cloud-optimized";

  @TempDir Path folder;
  private final RasterReaders readers = new RasterReaders();

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private Path tiff(String name, int base) throws IOException {
    return tiff(name, base, 6, 30);
  }

  private Path tiff(String name, int base, int size, int pixel) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return TestTiffs.of(size, size)
        .type(Type.UINT16)
        .values((b, x, y) -> base + 10 * x + y)
        .epsg(32632)
        .at(500_000, 5_000_000, pixel, pixel)
        .write(file);
  }

  private List<SceneSource> find(String json) throws IOException {
    return find(Files.writeString(folder.resolve("item.json"), json));
  }

  private List<SceneSource> find(Path path) throws IOException {
    return new SceneFinder(readers).find(path);
  }

  private static String item(String id, String properties, String assets) {
    return """
        {"type": "Feature", "stac_version": "1.0.0", "id": "%s", "properties": {%s},
         "links": [], "assets": {%s}}
        """
        .formatted(id, properties, assets);
  }

  private static String asset(String key, String href, String more) {
    return "\"%s\": {\"href\": \"%s\", \"type\": \"%s\"%s}"
        .formatted(key, href, COG, more.isEmpty() ? "" : ", " + more);
  }

  private static Scene open(SceneSource source, String bands) throws IOException {
    return source.open(BandSelection.parse(bands).in(source));
  }

  /** As Earth Search writes them: keys and names of bands are those of the spectrum. */
  private String sentinel2() throws IOException {
    for (String band : List.of("B02", "B03", "B04", "B08")) {
      tiff("S2/" + band + ".tif", 1000 * Integer.parseInt(band.substring(1)));
    }
    tiff("S2/B11.tif", 11_000, 3, 60);
    TestTiffs.of(3, 3)
        .type(Type.UINT8)
        .values((b, x, y) -> x == 1 ? 9 : 4)
        .epsg(32632)
        .at(500_000, 5_000_000, 60, 60)
        .write(folder.resolve("S2/SCL.tif"));
    String raster = "\"raster:bands\": [{\"nodata\": 0, \"scale\": 0.0001, \"offset\": -0.1}]";
    String data = ", \"roles\": [\"data\", \"reflectance\"]";
    return item(
        "S2A_32TQM_20230615_0_L2A",
        "\"datetime\": \"2023-06-15T10:20:30.5Z\", \"platform\": \"sentinel-2a\","
            + " \"earthsearch:boa_offset_applied\": true, \"s2:processing_baseline\": \"05.09\"",
        String.join(
            ",",
            asset("blue", "S2/B02.tif", eo("blue", "blue", 0.49) + ", " + raster + data),
            "\"green-jp2\": {\"href\": \"s3://sentinel-s2-l2a/B03.jp2\", \"type\": \"image/jp2\", "
                + eo("green", "green", 0.56)
                + data
                + "}",
            asset("green", "S2/B03.tif", eo("green", "green", 0.56) + ", " + raster + data),
            asset("nir", "./S2/B08.tif", eo("nir", "nir", 0.842) + ", " + raster + data),
            asset("red", "S2/B04.tif", eo("red", "red", 0.665) + ", " + raster + data),
            asset("swir16", "S2/B11.tif", eo("swir16", "swir16", 1.61) + ", " + raster + data),
            asset("scl", "S2/SCL.tif", "\"roles\": [\"data\", \"reflectance\"]"),
            asset("visual", "S2/TCI.tif", "\"roles\": [\"visual\"]"),
            asset("thumbnail", "S2/preview.tif", "\"roles\": [\"thumbnail\"]"),
            "\"red-jp2\": {\"href\": \"s3://sentinel-s2-l2a/B04.jp2\", \"type\": \"image/jp2\", "
                + eo("red", "red", 0.665)
                + data
                + "}"));
  }

  private static String eo(String name, String common, double centre) {
    return "\"eo:bands\": [{\"name\": \"%s\", \"common_name\": \"%s\", \"center_wavelength\": %s}]"
        .formatted(name, common, centre);
  }

  @Test
  void sentinel2OfEarthSearch() throws IOException {
    SceneSource source = find(sentinel2()).get(0);
    assertThat(source.name()).isEqualTo("S2A_32TQM_20230615_0_L2A");
    assertThat(source.date()).contains(LocalDate.of(2023, 6, 15));
    assertThat(source.sensor()).contains(Sensor.SENTINEL_2);
    assertThat(source.bandNames()).containsExactly("B02", "B03", "B08", "B04", "B11");
    assertThat(source.defaultBands()).containsExactly("B02", "B03", "B04", "B08");
    assertThat(source.wavelength("B08")).isEqualTo(842, within(1e-9));
    assertThat(BandSelection.parse("red,nir,B3,swir16,b02").in(source))
        .containsExactly("B04", "B08", "B03", "B11", "B02");
    Scene scene = open(source, "red,nir");
    assertThat(scene.bands()).extracting(Band::name).containsExactly("B04", "B08");
    Band red = scene.bands().get(0);
    assertThat(red.scaling().quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
    assertThat(red.scale()).isEqualTo(0.0001);
    assertThat(red.offset()).isZero(); // it has been applied, and is told of all the same
    assertThat(red.nodata().matches(0)).isTrue();
    assertThat(scene.quality().get(0).query().flags()).isEqualTo(QualityFlags.SENTINEL_2_SCL);
    double[][] values = SceneValues.of(source.open(source.defaultBands()), PixelRules.standard());
    assertThat(values[0][0]).isEqualTo(2000); // B02 at (0, 0)
    assertThat(values[0][2]).isNaN(); // a cloud over columns 2 and 3
    assertThat(values[3][4]).isEqualTo(8040);
  }

  @Test
  void aLinkToNothingIsToldWithTheItemThatHasIt() throws IOException {
    assertThatThrownBy(() -> find(item("a", "", asset("data", "none.tif", ""))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            folder.resolve("none.tif")
                + " does not exist, which "
                + folder.resolve("item.json")
                + " names as asset data of an item; mend the link, or leave that item out.");
  }

  @Test
  void bandsOfTwoResolutions() throws IOException {
    SceneSource source = find(sentinel2()).get(0);
    assertThatThrownBy(() -> open(source, "red,swir16"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Scene S2A_32TQM_20230615_0_L2A: band B11 has 3 x 3 pixels on another grid than band"
                + " B04 with 6 x 6; choose bands of one resolution with bands, or bring all to one with"
                + " resolution (30, 60).");
    assertThatThrownBy(() -> open(source, "red,ultraviolet"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no band ultraviolet; it has B02, B03, B08, B04, B11");
  }

  @Test
  void landsatOfThePlanetaryComputer() throws IOException {
    String id = "LC08_L2SP_193028_20230601_02_T1";
    StringBuilder assets = new StringBuilder();
    String[][] bands = {
      {"coastal", "OLI_B1"},
      {"blue", "OLI_B2"},
      {"green", "OLI_B3"},
      {"red", "OLI_B4"},
      {"nir08", "OLI_B5"},
      {"swir16", "OLI_B6"},
      {"swir22", "OLI_B7"}
    };
    for (String[] band : bands) {
      String file = id + "_SR_" + band[1].substring(4) + ".TIF";
      tiff(file, 7273 + 100 * (band[1].charAt(5) - '0'));
      assets
          .append(
              asset(
                  band[0],
                  file,
                  eo(band[1], band[0], 0.5)
                      + ", \"roles\": [\"data\"], \"raster:bands\": [{\"scale\": 2.75e-05, \"offset\": -0.2, \"nodata\": 0}]"))
          .append(',');
    }
    tiff(id + "_ST_B10.TIF", 40_000);
    assets
        .append(
            asset(
                "lwir11",
                id + "_ST_B10.TIF",
                eo("TIRS_B10", "lwir11", 10.9)
                    + ", \"raster:bands\": [{\"scale\": 0.00341802, \"offset\": 149.0}]"))
        .append(',');
    TestTiffs.of(6, 6)
        .type(Type.UINT16)
        .values((b, x, y) -> y == 0 ? 8 : 21_824)
        .epsg(32632)
        .at(500_000, 5_000_000, 30, 30)
        .write(folder.resolve(id + "_QA_PIXEL.TIF"));
    assets
        .append(asset("qa_pixel", id + "_QA_PIXEL.TIF", "\"roles\": [\"cloud\", \"cloud-shadow\"]"))
        .append(',');
    assets.append(asset("qa_radsat", id + "_QA_RADSAT.TIF", "\"roles\": [\"saturation\"]"));
    SceneSource source =
        find(item(
                id,
                "\"datetime\": null, \"start_datetime\": \"2023-06-01T00:00:00Z\", \"platform\": \"landsat-8\"",
                assets.toString()))
            .get(0);
    assertThat(source.date()).contains(LocalDate.of(2023, 6, 1));
    assertThat(source.bandNames()).containsExactly("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B10");
    assertThat(source.defaultBands()).containsExactly("B2", "B3", "B4", "B5", "B6", "B7");
    Scene scene = open(source, "nir08,lwir11");
    assertThat(scene.quality().get(0).query().flags())
        .isEqualTo(QualityFlags.COLLECTION_2_QA_PIXEL);
    assertThat(scene.bands().get(0).scaling().quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
    assertThat(scene.bands().get(0).scale()).isEqualTo(2.75e-5);
    assertThat(scene.bands().get(0).offset()).isEqualTo(-0.2);
    assertThat(scene.bands().get(1).scaling().quantity()).isEqualTo(Quantity.SURFACE_TEMPERATURE);
    double[][] values = SceneValues.of(source);
    assertThat(values[0][5]).isNaN(); // a cloud in the first row
    assertThat(values[1][6]).isEqualTo(7474); // B2 at (0, 1)
  }

  /** B1 of Landsat 8 is coastal, and its B6 is of the reflective ones. */
  @Test
  void landsat8OfACatalogThatNamesItemsInItsOwnWay() throws IOException {
    StringBuilder assets = new StringBuilder();
    for (int band = 1; band <= 7; band++) {
      assets.append(band > 1 ? "," : "").append(asset("B" + band, "B" + band + ".tif", ""));
    }
    SceneSource source =
        find(item(
                "scene-1",
                "\"datetime\": \"2023-06-01T00:00:00Z\", \"platform\": \"landsat-8\"",
                assets.toString()))
            .get(0);
    assertThat(source.defaultBands()).containsExactly("B2", "B3", "B4", "B5", "B6", "B7");
  }

  @Test
  void severalBandsInOneFile() throws IOException {
    TestTiffs.of(6, 6)
        .type(Type.UINT8)
        .bands(4, (b, x, y) -> 50 * b + x)
        .epsg(32632)
        .at(0, 60, 10, 10)
        .write(folder.resolve("m.tif"));
    String bands =
        "\"eo:bands\": [{\"name\": \"Red\", \"common_name\": \"red\"}, {\"name\": \"Green\"},"
            + " {\"common_name\": \"blue\"}, {}], \"raster:bands\": [{}, {\"nodata\": 51}]";
    SceneSource source = find(item("m_060_20210829", "", asset("image", "m.tif", bands))).get(0);
    assertThat(source.bandNames()).containsExactly("Red", "Green", "blue", "4");
    assertThat(source.defaultBands()).isEqualTo(source.bandNames());
    Scene scene = open(source, "4,green");
    assertThat(scene.bands()).extracting(Band::index).containsExactly(3, 1);
    assertThat(scene.bands().get(0).pixels()).isSameAs(scene.bands().get(1).pixels());
    assertThat(scene.bands().get(1).nodata().matches(51)).isTrue();
    assertThat(scene.bands().get(0).nodata().isEmpty()).isTrue();
  }

  @Test
  void bandsThatOnlyTheFileTells() throws IOException {
    TestTiffs.of(6, 6)
        .type(Type.UINT8)
        .bands(3, (b, x, y) -> b)
        .descriptions("r", "g", "n")
        .epsg(32632)
        .at(0, 60, 10, 10)
        .write(folder.resolve("m.tif"));
    assertThat(find(item("a", "", asset("data", "m.tif", ""))).get(0).bandNames())
        .containsExactly("r", "g", "n");
    tiff("one.tif", 1);
    SceneSource two =
        find(item("a", "", asset("data", "m.tif", "") + "," + asset("b", "one.tif", ""))).get(0);
    assertThat(two.bandNames()).containsExactly("data", "b");
    assertThatThrownBy(() -> two.open(List.of("data")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the item tells of 1 band in its asset data, but there are 3 in ");
  }

  @Test
  void stac11() throws IOException {
    tiff("a.tif", 100);
    String json =
        item(
                "x",
                "\"datetime\": \"2024-02-29T23:59:59Z\"",
                asset(
                    "reflectance",
                    "a.tif",
                    "\"bands\": [{\"name\": \"b1\", \"eo:common_name\": \"nir\", \"raster:scale\": 0.5,"
                        + " \"eo:center_wavelength\": 0.85}], \"raster:offset\": 3, \"nodata\": 7"))
            .replace("1.0.0", "1.1.0");
    SceneSource source = find(json).get(0);
    assertThat(source.bandNames()).containsExactly("B1");
    assertThat(source.wavelength("B1")).isEqualTo(850, within(1e-9));
    Band band = open(source, "nir").bands().get(0);
    assertThat(band.scale()).isEqualTo(0.5);
    assertThat(band.offset()).isEqualTo(3);
    assertThat(band.scaling().quantity()).isEqualTo(Quantity.SCALED);
    assertThat(band.nodata().matches(7)).isTrue();
  }

  @Test
  void bandsOfTheGridThatMostShare() throws IOException {
    String fine = "\"proj:shape\": [100, 100]";
    String coarse = "\"proj:shape\": [50, 50]";
    SceneSource source =
        find(item(
                "x",
                "\"datetime\": \"2024-02-28T00:00:00Z\"",
                String.join(
                    ",",
                    asset("pan", "p.tif", fine),
                    asset("red", "r.tif", coarse),
                    asset("nir", "n.tif", coarse))))
            .get(0);
    assertThat(source.defaultBands()).containsExactly("red", "nir");
  }

  @Test
  void aNameOfSeveralBands() throws IOException {
    SceneSource source =
        find(item(
                "S2B_x",
                "",
                asset("B05", "a.tif", eo("B05", "rededge", 0.705))
                    + ","
                    + asset("B06", "b.tif", eo("B06", "rededge", 0.74))))
            .get(0);
    assertThatThrownBy(() -> BandSelection.parse("rededge").in(source))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "several bands that are called rededge: B05, B06; name one of these.");
    assertThat(BandSelection.parse("B6").in(source)).containsExactly("B06");
  }

  @Test
  void itemsByDateWhereverTheyAre() throws IOException {
    tiff("data/a.tif", 1);
    tiff("data/b.tif", 2);
    try (WebFolder server = new WebFolder(folder)) {
      String first =
          item(
              "later",
              "\"datetime\": \"2024-03-01T00:00:00Z\"",
              asset("red", server.url("data/a.tif") + "?sig=s%2B1", ""));
      String second =
          item("sooner", "\"datetime\": \"2024-02-01T00:00:00Z\"", asset("red", "b.tif?sig=2", ""))
              .replace(
                  "\"links\": []",
                  "\"links\": [{\"rel\": \"self\", \"href\": \""
                      + server.url("data/item.json")
                      + "\"}]");
      Files.writeString(
          folder.resolve("search"),
          "{\"type\": \"FeatureCollection\", \"features\": [" + first + "," + second + "]}");
      server.always("search", server.whole()); // as interfaces of catalogs do, which send no parts
      Path search = new FileAddress(server.url("search") + "?limit=2").path();
      List<SceneSource> scenes = find(search);
      assertThat(scenes).extracting(SceneSource::name).containsExactly("sooner", "later");
      assertThat(SceneValues.of(scenes.get(0))[0][1]).isEqualTo(12);
      assertThat(SceneValues.of(scenes.get(1))[0][1]).isEqualTo(11);
      assertThat(open(scenes.get(1), "red").bands().get(0).pixels().description())
          .isEqualTo(server.url("data/a.tif"));
    }
  }

  @Test
  void filesBesideAnItemOfTheWeb() throws IOException {
    tiff("x y/a.tif", 1);
    Files.writeString(folder.resolve("x y/item.json"), item("i", "", asset("red", "./a.tif", "")));
    try (WebFolder server = new WebFolder(folder)) {
      SceneSource scene = find(new FileAddress(server.url("x%20y/item.json")).path()).get(0);
      assertThat(SceneValues.of(scene)[0][1]).isEqualTo(11);
      for (String href :
          List.of("file:///etc/a.tif", "jar:file:/a.jar!/a.tif", "FILE:/etc/a.tif")) {
        Files.writeString(
            folder.resolve("bad.json"), item("i", "", asset("red", href, eo("r", "red", 1))));
        SceneSource bad = find(new FileAddress(server.url("bad.json")).path()).get(0);
        assertThatThrownBy(() -> open(bad, "red"))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("which one from the web may not");
        Files.delete(folder.resolve("bad.json"));
      }
    }
  }

  @Test
  void addressesOfFilesOfThisMachine() throws IOException {
    Path file = tiff("a b.tif", 1);
    for (String href : List.of(file.toUri().toString(), file.toString(), "./a b.tif")) {
      SceneSource scene = find(item("i", "", asset("red", href, ""))).get(0);
      assertThat(SceneValues.of(scene)[0][1]).as(href).isEqualTo(11);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/a/b.tif, https://bucket.s3.amazonaws.com/a/b.tif",
    "s3://my.bucket/a/b.tif, https://s3.amazonaws.com/my.bucket/a/b.tif",
    "https://h/a.tif?sig=1, https://h/a.tif",
    "http://h/a.tif, http://h/a.tif"
  })
  void addressesOfTheWeb(String href, String expected) throws IOException {
    StacLinks links = new StacLinks(folder.resolve("item.json"), Optional.empty(), false);
    var asset =
        StacDocument.parse(item("i", "", asset("a", href, "")), folder)
            .items()
            .get(0)
            .assets()
            .get(0);
    assertThat(links.file(asset)).hasToString(expected);
  }

  @Test
  void anotherAddressThanThatOfABucket() throws IOException {
    StacLinks links = new StacLinks(folder.resolve("item.json"), Optional.empty(), false);
    String more = "\"alternate\": {\"https\": {\"href\": \"https://h/b.tif\"}}";
    var asset =
        StacDocument.parse(item("i", "", asset("a", "s3://x/b.tif", more)), folder)
            .items()
            .get(0)
            .assets()
            .get(0);
    assertThat(links.file(asset)).hasToString("https://h/b.tif");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "Catalog", "stac_version": "1.0.0"} | is a STAC Catalog, which only leads to items
          {"type": "Collection", "stac_version": "1.0.0"} | is a STAC Collection, which only leads to items
          {"type": "FeatureCollection", "features": []} | holds no item; search for more.
          {"type": "FeatureCollection", "features": [{"type": "Feature"}]} | holds a feature that is no STAC item
          {"type": "Polygon"} | is JSON, but neither a STAC item nor a collection of items
          [1, 2] | is JSON, but neither a STAC item nor a collection of items
          {"stac_version": "0.9.0", "id": "a", "assets": {}} | is of STAC 0.9.0, but 1.0 and 1.1 are read
          {"stac_version": "1.0.0", "assets": {}} | holds an item without an id
          {"stac_version": "1.0.0", "id": "a", "assets": {}} | holds the item a without a band in a GeoTIFF or JPEG 2000; it has no assets.
          {"stac_version": "1.0.0", "id": "a", "assets": {"m": {"href": "m.xml"}}} | it has the assets m.
          {"stac_version" | can't be read as JSON (
          `` | is JSON, but neither
          """)
  void otherDocuments(String json, String message) {
    assertThatThrownBy(() -> find(json == null ? "" : json))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("item.json") + " ")
        .hasMessageContaining(message);
  }

  @Test
  void theSameItemTwice() {
    String one = item("a", "", asset("red", "a.tif", eo("red", "red", 0.6)));
    assertThatThrownBy(
            () ->
                find("{\"type\": \"FeatureCollection\", \"features\": [" + one + "," + one + "]}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds the item a twice; give it once.");
  }

  @ParameterizedTest
  @CsvSource({"../../etc/x, __.._etc_x", "a/b, a_b", "..., _", "C:\\\\x, C__x"})
  void namesThatWouldLeaveTheFolder(String id, String name) throws IOException {
    assertThat(find(item(id, "", asset("red", "a.tif", eo("red", "red", 0.6)))).get(0).name())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2024-02-30T00:00:00Z", "yesterday", "2024"})
  void noDate(String time) throws IOException {
    String json =
        item("a", "\"datetime\": \"" + time + "\"", asset("red", "a.tif", eo("r", "red", 0.6)));
    assertThat(find(json).get(0).date()).isEmpty();
  }
}
