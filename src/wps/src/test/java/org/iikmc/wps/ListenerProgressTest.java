/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.geotools.data.util.DefaultProgressListener;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.Progress.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user of a GeoServer sees of the progress of a run. */
class ListenerProgressTest {
  private final GeoServerStatus status = new GeoServerStatus();
  private final ListenerProgress progress = new ListenerProgress(status);

  /**
   * GeoServer takes what a process tells only with a percent above the last one, and squeezes it
   * into what reading the inputs and writing the outputs leave.
   */
  private static final class GeoServerStatus extends DefaultProgressListener {
    private float shown;
    private String task = "";

    @Override
    public void progress(float percent) {
      float squeezed = 33.3f + percent * 0.333f;
      if (squeezed > shown) {
        shown = squeezed;
        task = getTask().toString();
      }
    }
  }

  @BeforeEach
  void read() {
    progress.report(Stage.READ, 1, 1);
  }

  @Test
  void everyOfManyIterationsIsSeen() {
    for (int i = 1; i <= 20_000; i++) {
      float before = status.shown;
      progress.iteration(new Iteration(i, 8, 20_000 - i, 1, 1, List.of(), 1));
      assertThat(status.task).contains(String.format("iteration %d,", i));
      assertThat(status.shown).isGreaterThan(before);
    }
    progress.publishing();
    assertThat(status.task).isEqualTo("Publishing the layers");
    assertThat(status.shown).isLessThan(66.6f);
  }

  @Test
  void ofSeveralClusteringsItSaysWhichRuns() {
    for (int number = 1; number <= 13; number++) {
      progress.trial(number + 3, number, 13);
      for (int i = 1; i <= 50; i++) {
        float before = status.shown;
        progress.iteration(new Iteration(i, number + 3, 50 - i, 1, 1, List.of(), 1));
        assertThat(status.task)
            .contains("into " + (number + 3) + " classes (" + number + " of 13): iteration " + i);
        assertThat(status.shown).isGreaterThan(before);
      }
    }
    progress.publishing();
    assertThat(status.task).isEqualTo("Publishing the layers");
  }

  @Test
  void aRunThatWaitsSaysSo() {
    GeoServerStatus waiting = new GeoServerStatus();
    new ListenerProgress(waiting).waiting();
    assertThat(waiting.task).isEqualTo("Waiting for other runs to end");
  }
}
