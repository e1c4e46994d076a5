/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.legend.Legend.Entry;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegendFormatTest {
  private static final String JSON =
      "{'format':'iikmc-legend','version':1,'classes':["
          + "{'class':2,'name':'deep','color':'#0000c8','group':'water'},"
          + "{'class':7,'name':'shallow','color':'#5af','group':'water'},{'class':3,'name':'Wald'}]}";

  private static final Legend LEGEND =
      new Legend(
          List.of(
              new Entry(2, "deep", Optional.of(new Color(0, 0, 200)), Optional.of("water")),
              new Entry(
                  7, "shallow", Optional.of(new Color(0x55, 0xaa, 0xff)), Optional.of("water")),
              new Entry(3, "Wald", Optional.empty(), Optional.empty())));

  private static final Legend ODD =
      new Legend(
          List.of(
              new Entry(1, "a, \"b\"; c", Optional.of(Color.RED), Optional.of("g,h")),
              new Entry(2, "Übergröße 草地 🌲", Optional.empty(), Optional.empty())));

  @TempDir Path folder;

  private static Legend parse(String text) {
    return LegendFormat.parse(text, "legend.txt");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void jsonIsRead() {
    assertThat(parse(json(JSON))).isEqualTo(LEGEND);
    assertThat(parse("\uFEFF \n" + json(JSON))).isEqualTo(LEGEND);
  }

  @Test
  void bothComeBackAsTheyWere() {
    for (Legend legend : List.of(LEGEND, ODD)) {
      assertThat(parse(JsonLegend.write(legend))).isEqualTo(legend);
      assertThat(parse(CsvLegend.write(legend))).isEqualTo(legend);
    }
  }

  @Test
  void aTableHasOneRowPerClass() {
    assertThat(CsvLegend.write(LEGEND))
        .isEqualTo(
            "class,name,color,group\r\n2,deep,#0000c8,water\r\n3,Wald,,\r\n"
                + "7,shallow,#55aaff,water\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class,name,color,group\n2,deep,#0000c8,water\n7,shallow,#5AF,water\n3,Wald,,",
        // as Excel saves it in most of Europe
        "\uFEFFclass;name;color;group\r\n2;deep;#0000C8;water\r\n7;shallow;#55aaff;water\r\n3;Wald;;\r\n",
        "class\tname\tcolor\tgroup\n2\tdeep\t#0000c8\twater\n7\tshallow\t#5af\twater\n3\tWald\t\t\n",
        // other columns, another order, rows that were emptied, quotes and blanks
        "Name,Group,ndvi,Class,Color\n\"deep\",water,0.1, 2 ,#0000c8\n,,,,\n"
            + " shallow ,\"water\",,7,#5af\nWald,,\"0,7\",3,\n",
      })
  void whatSpreadsheetsWriteIsRead(String table) {
    assertThat(parse(table)).isEqualTo(LEGEND);
  }

  @Test
  void twoColumnsAreEnough() {
    assertThat(parse("class,name\n3,Wald\n"))
        .isEqualTo(new Legend(List.of(new Entry(3, "Wald", Optional.empty(), Optional.empty()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "iikmc-legend|iikmc-signatures|\"format\": \"iikmc-legend\"",
        "'version':1|'version':2|its version is 2",
        "'version':1|'version':'1'|\"version\" must be a whole number",
        "'class':7,|'class':2,|class 2 twice",
        "'class':7,|'class':0,|class 0, but classes are 1 to 255",
        "'class':7,|'class':256,|class 256, but classes are 1 to 255",
        "'class':7,|'class':7.5,|\"classes[1].class\" must be a whole number",
        "'class':7,||\"classes[1]\" lacks its \"class\"",
        "'class':7,'name':'shallow'|'class':7|class 7 lacks its \"name\"",
        "'Wald'|' '|The name of class 3 is empty",
        "'Wald'|'water'|Class 3 is called \"water\"",
        "'#5af'|'sky'|the colour of class 7 is \"sky\", but must be #rrggbb",
        "'#5af'|'#5afa'|must be #rrggbb",
        "'#5af'|'#12345g'|must be #rrggbb",
        "'#5af'|5|\"classes[1].color\" must be a text",
        "'classes':[|'klassen':[|\"classes\" must be a list",
        "}]}|}|not valid JSON",
      })
  void whatIsWrongInJsonIsSaid(String part, String instead, String message) {
    String text = json(JSON.replace(part, instead == null ? "" : instead));
    assertThat(text).isNotEqualTo(json(JSON));
    refused(text, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "class,name_2,a_2,b|class 2 twice",
        "class,name_two,a|The class in line 2 is \"two\", but must be a whole number",
        "class,name_1,a__-1,b|The class in line 4 is \"-1\"",
        "class,name_,a|The class in line 2 is \"\"",
        "class,name_300,a|class 300, but classes are 1 to 255",
        "class,name_99999999999,a|must be a whole number from 1 to 255",
        "class,name_1,|The name of class 1 is empty",
        "class,name,color_1,a,green|The colour in line 2 is \"green\", but must be #rrggbb",
        "class,name,group_1,a,w_2,b,w_3,w,|Class 3 is called \"w\", as the group of classes 1, 2",
        "class;name_1,a|1 cells in line 2, but 2 columns",
        "name,color_a,#fff|has no column \"class\" (it has name, color)",
        "class,color_1,#fff|has no column \"name\"",
        "class,name|holds no rows",
        "class,name_1,~a|a quote in line 2 that does not end",
        "hello|holds no rows",
        "hello_world|has no column \"class\"",
        "[1]|it must be an object",
        "''|holds no rows",
      })
  void whatIsWrongInATableIsSaid(String text, String message) {
    refused(text.equals("''") ? "" : text.replace('_', '\n').replace('~', '"'), message);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("legend.txt")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aTableOfEmptyRowsIsNone() {
    refused("class,name\n,\n,\n", "no class");
  }

  @Test
  void filesAreRead() throws IOException {
    Path file = folder.resolve("legend.csv");
    Files.writeString(file, CsvLegend.write(ODD));
    assertThat(LegendFormat.read(file)).isEqualTo(ODD);
    Files.write(file, CsvLegend.write(ODD).getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> LegendFormat.read(file)).hasMessageContaining("not text in UTF-8");
    Files.write(file, new byte[9 << 20]);
    assertThatThrownBy(() -> LegendFormat.read(file)).hasMessageContaining("more than 8 MiB");
    assertThatThrownBy(() -> LegendFormat.read(folder.resolve("none.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.csv does not exist");
    assertThatThrownBy(() -> LegendFormat.read(folder)).hasMessageContaining("does not exist");
  }
}
