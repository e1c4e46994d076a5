/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {
  private static final String GOOD =
      "{'format':'iikmc-signatures','version':1,'bands':['B2','B3'],"
          + "'classes':[{'class':1,'mean':[1.5,2]},{'class':2,'name':'Wald','mean':[-3,4e3]}]}";

  @TempDir Path folder;

  private static SignatureSet parse(String text) {
    return JsonFormat.parse(text.replace('\'', '"'), "file.json");
  }

  @Test
  void comesBackAsItWas() {
    SignatureSet set =
        new SignatureSet(
            List.of("B2", "B\"3"),
            List.of(
                new SignatureSet.ClassSignature(
                    "Water, deep", new Color(1, 2, 3), 42, row(0.1, 1e-30), row(0, 3)),
                new SignatureSet.ClassSignature(
                    "Class 2", Color.RED, 0, row(1.0 / 3, -7), row(1, 1))));
    SignatureSet back = JsonFormat.parse(JsonFormat.text(set), "memory");
    assertThat(back.bands()).isEqualTo(set.bands());
    assertThat(back.style()).isEqualTo(set.style());
    assertThat(back.means()).isDeepEqualTo(set.means());
    assertThat(back.classes().get(0).pixels()).isEqualTo(42);
    assertThat(back.classes().get(0).spread()).containsExactly(0, 3);
  }

  @Test
  void onlyBandsAndMeansAreNeeded() {
    SignatureSet set = parse(GOOD);
    assertThat(set.means()).isDeepEqualTo(new double[][] {{1.5, 2}, {-3, 4000}});
    assertThat(set.style().names()).containsExactly("Class 1", "Wald");
  }

  /** Older files have none. */
  @Test
  void groupsComeBack() {
    assertThat(parse(GOOD).classes()).noneMatch(each -> each.group().isPresent());
    SignatureSet set = parse(GOOD.replace("'Wald'", "'Wald','group':'green'"));
    assertThat(JsonFormat.parse(JsonFormat.text(set), "memory").legend()).isEqualTo(set.legend());
    assertThat(set.classes().get(1).group()).contains("green");
    assertThat(set.style().names()).containsExactly("Class 1", "green");
  }

  @Test
  void aBlankNameIsNone() {
    assertThat(parse(GOOD.replace("Wald", " ")).style().names())
        .containsExactly("Class 1", "Class 2");
  }

  @Test
  void numbersOfBandsComeBack() {
    SignatureSet set = parse(GOOD.replace("['B2','B3']", "['B2','B3'],'numbers':[7,2]"));
    assertThat(JsonFormat.parse(JsonFormat.brief(set), "memory").numbers()).containsExactly(7, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'version':1|'version':3|version is 3",
        "'version':1|'version':2|must be there in version 2",
        "'version':1|'version':1.5|\"version\" must be a whole number",
        "iikmc-signatures|else|\"format\": \"iikmc-signatures\"",
        "['B2','B3']|['B2','B2']|different names",
        "['B2','B3']|['B2']|2 values of mean for 1 bands",
        "['B2','B3']|[]|\"bands\" must be a list",
        "['B2','B3']|['B2',3]|\"bands[1]\" must be a text",
        "['B2','B3']|7|\"bands\" must be a list",
        "['B2','B3']|['B2','B3'],'numbers':[1]|different whole numbers from 1",
        "['B2','B3']|['B2','B3'],'numbers':[2,2]|different whole numbers from 1",
        "['B2','B3']|['B2','B3'],'numbers':[0,1]|different whole numbers from 1",
        "[1.5,2]|[1.5]|class 1 has 1 values of mean for 2 bands",
        "[1.5,2]|[1.5,'NaN']|must be numbers, but is [1.5, NaN]",
        "[1.5,2]|[1.5,'x']|\"classes[0].mean[1]\" must be a number",
        "[1.5,2]|[1.5,1e300]|the mean of class 1 must be numbers",
        "[1.5,2]|[1.5,1e999]|the mean of class 1 must be numbers",
        "[1.5,2]|[1.5,null]|must be numbers, but is [1.5, null]",
        "[1.5,2]|[1.5,NaN]|not valid JSON",
        "'class':2|'class':3|numbered 3",
        "'name':'Wald'|'color':'red'|no colour",
        "'name':'Wald'|'name':'Wa\\u0007ld'|class 2 has a line break",
        "{'class':1|{'group':'Wald','class':1|Class 2 is called \"Wald\", as the group of class 1",
        "'name':'Wald'|'group':''|The group of class 2 is empty",
        "{'class':1|['class'|\"classes[0]\" must be an object",
      })
  void whatIsWrongIsSaid(String part, String instead, String message) {
    String text = GOOD.replace(part, instead);
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("file.json")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void classesMustBeOneTo255() {
    StringBuilder many = new StringBuilder("{'class':1,'mean':[1,2]}");
    for (int c = 2; c <= 256; c++) {
      many.append(",{'mean':[1,2]}");
    }
    String head = "{'format':'iikmc-signatures','version':1,'bands':['B2','B3'],'classes':[";
    assertThatThrownBy(() -> parse(head + many + "]}")).hasMessageContaining("has 256");
    assertThatThrownBy(() -> parse(head + "]}")).hasMessageContaining("has 0");
  }

  @Test
  void hostileDepthIsRefused() {
    assertThatThrownBy(() -> parse("[".repeat(100_000)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it must be an object");
    assertThatThrownBy(() -> parse("{'bands':" + "[".repeat(100_000)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("file.json is not");
  }

  @Test
  void hugeFilesAreNotRead() throws IOException {
    Path file = folder.resolve("huge.json");
    Files.write(file, new byte[9 << 20]);
    assertThatThrownBy(() -> JsonFormat.read(file)).hasMessageContaining("more than 8 MiB");
    Path binary = Files.write(folder.resolve("binary.json"), new byte[] {-1, -2});
    assertThatThrownBy(() -> JsonFormat.read(binary)).hasMessageContaining("is not text");
    assertThatThrownBy(() -> JsonFormat.read(folder.resolve("none.json")))
        .hasMessageContaining("none.json does not exist");
  }

  private static double[] row(double... values) {
    return values;
  }
}
