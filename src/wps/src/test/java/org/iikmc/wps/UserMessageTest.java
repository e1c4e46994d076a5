/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.backend.DeviceException;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserMessageTest {
  @Test
  void namesInputsAsProcessesSpellThemAndFilesWithoutTheirFolders() {
    Problem problem =
        Problem.of(
            Path.of("/srv/data/2018/b4.tif"),
            " is empty; go on with ",
            Problem.option("skipEmpty", "true"),
            ", or check ",
            Problem.option("nodata"),
            ".");
    assertThat(UserMessage.of(new InputException(problem, null)))
        .isEqualTo("b4.tif is empty; go on with skipEmpty=true, or check nodata.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path/row 014/032 has 3 km/h of wind | path/row 014/032 has 3 km/h of wind",
        "it's \"old\", k is 'many' ('8') | it’s ”old”, k is ‘many’ (‘8’)",
        "see http://localhost:8080/geoserver/ows | see http://localhost:8080/geoserver/ows"
      })
  void quotesAreTypographicAndAllElseStays(String message, String shown) {
    assertThat(UserMessage.of(new InputException(message))).isEqualTo(shown);
  }

  @Test
  void aFailureGivesAReferenceAndNothingElse() {
    String message = UserMessage.ofFailure(new IOException("/srv/secret/b4.tif: bad tag"));
    assertThat(message).matches("The run failed on the server.*reference [0-9a-f]{8}\\.");
  }

  @Test
  void aDeviceThatFailedIsNamedWithTheWayOut() {
    assertThat(UserMessage.ofDevice(DeviceException.refused("ACME 9 failed (it's gone)")))
        .isEqualTo("ACME 9 failed (it’s gone); nothing was written. Use device=cpu.");
  }

  @Test
  void aFullDiskIsNamed() {
    IOException cause = new IOException("No space left on device");
    assertThat(UserMessage.ofFailure(new IOException("I/O error writing TIFF file!", cause)))
        .startsWith("A disk of the server is full, and nothing was written; ");
  }
}
