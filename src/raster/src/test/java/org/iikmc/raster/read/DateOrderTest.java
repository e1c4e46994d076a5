/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scene is of the day that its name tells, else its product's metadata, else items in the file,
 * and last the tag DateTime, which tells when the file was written.
 */
class DateOrderTest {
  private static final String ITEM = "<Item name=\"DATE_ACQUIRED\">2003-03-03</Item>";
  private static final String MTL =
      """
      GROUP = LANDSAT_METADATA_FILE
        GROUP = IMAGE_ATTRIBUTES
          DATE_ACQUIRED = 2002-02-02
        END_GROUP = IMAGE_ATTRIBUTES
      END_GROUP = LANDSAT_METADATA_FILE
      END
      """;

  @TempDir Path temporary;
  private Path folder;

  private final RasterReaders readers = new RasterReaders();

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("scene"));
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private Path write(String name, String items) throws IOException {
    TestTiffs tiff = TestTiffs.of(2, 1).text(306, "2004:04:04 04:04:04");
    return (items.isEmpty() ? tiff : tiff.metadata(items)).write(folder.resolve(name));
  }

  private LocalDate date(Path path) throws IOException {
    SceneSource scene = new SceneFinder(readers).find(path).get(0);
    return scene.date().orElseThrow();
  }

  @Test
  void theNameComesFirst() throws IOException {
    Files.writeString(folder.resolve("LC08_L1TP_014032_MTL.txt"), MTL);
    assertThat(date(write("LC08_L1TP_014032_20010101_B4.tif", ITEM))).isEqualTo("2001-01-01");
  }

  @Test
  void theMetadataOfTheProductComeBeforeThoseOfTheFile() throws IOException {
    Files.writeString(folder.resolve("LC08_L1TP_014032_MTL.txt"), MTL);
    assertThat(date(write("LC08_L1TP_014032_B4.tif", ITEM))).isEqualTo("2002-02-02");
  }

  @Test
  void anItemOfTheFileComesBeforeTheTimeOfWriting() throws IOException {
    assertThat(date(write("LC08_L1TP_014032_B4.tif", ITEM))).isEqualTo("2003-03-03");
    assertThat(date(write("other.tif", ITEM))).isEqualTo("2003-03-03");
  }

  @Test
  void theTimeOfWritingComesLast() throws IOException {
    assertThat(date(write("other.tif", ""))).isEqualTo("2004-04-04");
  }

  @Test
  void metadataThatCannotBeReadTellNoDate() throws IOException {
    Files.writeString(folder.resolve("MTD_MSIL2A.xml"), "<a>");
    assertThat(date(write("T31UFU_B04.tif", ""))).isEqualTo("2004-04-04");
  }

  @Test
  void foldersAskTheMetadataOfTheirProduct() throws IOException {
    write("T31UFU_B04.tif", "");
    Path metadata = folder.resolve("MTD_MSIL2A.xml");
    Files.writeString(
        metadata,
        """
        <n:Level-2A_User_Product xmlns:n="x"><n:General_Info><Product_Info>
        <PRODUCT_START_TIME>2005-05-05T10:56:21.024Z</PRODUCT_START_TIME>
        <GENERATION_TIME>2006-06-06T00:00:00.0Z</GENERATION_TIME>
        </Product_Info></n:General_Info></n:Level-2A_User_Product>
        """);
    assertThat(date(folder)).isEqualTo("2005-05-05");
    Files.delete(metadata);
    Files.writeString(
        folder.resolve("item.json"),
        """
        {"stac_version": "1.0.0", "assets": {}, "properties":
         {"created": "2006-06-06T00:00:00Z", "datetime": "2007-07-07T10:00:00Z"}}
        """);
    assertThat(date(folder)).isEqualTo("2007-07-07");
  }
}
