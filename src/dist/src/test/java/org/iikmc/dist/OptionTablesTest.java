/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Kind.Form;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tables of options in the documentation are those of the catalogue. With {@code
 * -Dtables=write} they are written instead of compared.
 */
class OptionTablesTest {
  private static final Path DOCS = Path.of("..", "docs");

  @ParameterizedTest
  @EnumSource
  void theTableInTheDocumentationIsThatOfTheCatalogue(Door door) throws IOException {
    Path page = DOCS.resolve(door.isProcess() ? "web.md" : "command-line.md");
    String text = Files.readString(page);
    String kind = door.isProcess() ? "inputs " : "options ";
    Matcher marked =
        Pattern.compile(
                "(<!-- " + kind + door.text() + " -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL)
            .matcher(text);
    assertThat(marked.find()).as("%s has a table of %s", page, door.text()).isTrue();
    if ("write".equals(System.getProperty("tables"))) {
      Files.writeString(
          page, text.substring(0, marked.start(2)) + table(door) + text.substring(marked.end(2)));
    } else {
      assertThat(marked.group(2))
          .as("%s: write it with -Dtables=write", page)
          .isEqualTo(table(door));
    }
  }

  private static String table(Door door) {
    StringBuilder table =
        new StringBuilder(door.isProcess() ? "| Input" : "| Option")
            .append(" | Default | Meaning |\n| --- | --- | --- |\n");
    for (Option<?> option : Options.of(door)) {
      String name = door.isProcess() ? option.name() : "--" + option.hyphenated() + label(option);
      table
          .append("| `")
          .append(name.replace("|", "\\|"))
          .append("` | ")
          .append(
              option.isRequired()
                  ? "must be given"
                  : option
                      .standard()
                      .filter(text -> door.isProcess() || option.kind().form() != Form.FLAG)
                      .map(text -> "`" + text + "`")
                      .orElse(""))
          .append(" | ")
          .append(option.text(door).replace("<", "\\<").replace("|", "\\|"))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String label(Option<?> option) {
    return option.kind().label().isEmpty() ? "" : " " + option.kind().label();
  }
}
