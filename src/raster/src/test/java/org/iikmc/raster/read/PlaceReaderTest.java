/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceReaderTest {
  @TempDir Path folder;

  private static Places parse(String text) {
    return new PlaceReader(Optional.empty(), "referenceCrs").parse(text, "The table");
  }

  private static Places parse(String text, String crs) {
    return new PlaceReader(Optional.of(crs), "referenceCrs").parse(text, "The table");
  }

  private static void refused(String text, String... words) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void whatBreaksOffIsToldWithoutTheWordsOfAParser() {
    assertThatThrownBy(() -> GeometryText.geoJson("{\"type\":", "The input"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The input is not valid GeoJSON: Unexpected end-of-input")
        .hasMessageNotContainingAny("Source", "marker");
  }

  @Test
  void aTableInDegrees() throws Exception {
    Places places = parse("\uFEFFname,Lat,LON\r\nwater,50.5,-3\r\n\r\n\"a, \"\"b\"\"\",1e1,2\r\n");
    assertThat(places.all())
        .extracting(place -> place.geometry().toText())
        .containsExactly("POINT (-3 50.5)", "POINT (2 10)");
    assertThat(places.all())
        .extracting(Places.Place::properties)
        .containsExactly(Map.of("name", "water"), Map.of("name", "a, \"b\""));
    assertThat(CRS.equalsIgnoreMetadata(places.crs(), CRS.decode("EPSG:4326", true))).isTrue();
  }

  @Test
  void aTableInAnotherSystem() throws Exception {
    Places places = parse("x;y;class\n500000;4500000;crop", "EPSG:32618");
    assertThat(places.all().get(0).geometry().toText()).isEqualTo("POINT (500000 4500000)");
    assertThat(CRS.equalsIgnoreMetadata(places.crs(), CRS.decode("EPSG:32618", true))).isTrue();
  }

  @Test
  void whatATableMustHave() {
    refused("x,y,class\n1,2,a", "The table", "reference system", "referenceCrs=EPSG:…");
    refused("east,north,class\n1,2,a", "east, north, class", "neither x and y nor lon and lat");
    refused("lon,lat,class\n1,2,a\n1,two,b", "'two' in line 3", "lat should be a number");
    refused("lon,lat,class\n1,NaN,b", "'NaN' in line 2");
    refused("lon,lat,class\n1,2\n", "2 cells in line 2, but 3 columns");
    refused("lon,lat,class\n1,2,\"a\n", "quote in line 2");
    refused("lon,lat,class\n", "holds no rows");
    refused("", "holds no rows");
    refused("lon,lat,a,a\n1,2,3,4", "two columns of one name");
  }

  @ParameterizedTest
  @CsvSource({"EPSG:999999", "Mars", "EPSG:5773"})
  void systemsThatAreNone(String code) {
    assertThatThrownBy(() -> parse("x,y,class\n1,2,a", code))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("The table is in '" + code + "'");
  }

  @Test
  void geoJsonWithItsProperties() throws Exception {
    String point = "{\"type\":\"Point\",\"coordinates\":[1,2]}";
    Places places =
        parse(
            "{\"type\":\"FeatureCollection\",\"features\":["
                + "{\"type\":\"Feature\",\"properties\":{\"cover\":\" water \",\"code\":7,\"no\":null,\"l\":[1]},\"geometry\":"
                + point
                + "},{\"type\":\"Feature\",\"properties\":null,\"geometry\":"
                + point
                + "},{\"type\":\"Feature\",\"properties\":{\"cover\":\"x\"},\"geometry\":null}]}");
    assertThat(places.all())
        .extracting(Places.Place::properties)
        .containsExactly(Map.of("cover", "water", "code", "7", "no", ""), Map.of());
    assertThat(CRS.equalsIgnoreMetadata(places.crs(), CRS.decode("CRS:84", true))).isTrue();
  }

  @Test
  void aFileThatIsNoText() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.write(file, "lon,lat,class\n1,2,Stra\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new PlaceReader(Optional.empty(), "referenceCrs").read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("a.csv", "is not text");
  }
}
