/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.layers.ClassLayer;
import org.iikmc.host.server.layers.ConfidenceLayer;
import org.iikmc.host.server.layers.Layer;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.host.server.layers.SceneLayer;

/** Draws maps. */
final class GetMap {
  /** A large map takes some 50 MB while it is drawn. */
  private static final int AT_ONCE = 4;

  /** From when a map is asked for until its last layer is begun. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Layers layers;
  private final Duration longest;
  private final ClassPainter classes = new ClassPainter();
  private final ScenePainter scenes = new ScenePainter();
  private final PngWriter png = new PngWriter();

  GetMap(Layers layers) {
    this(layers, LONGEST);
  }

  /**
   * @param longest from when a map is asked for until its last layer is begun
   */
  GetMap(Layers layers, Duration longest) {
    this.layers = layers;
    this.longest = longest;
  }

  Answer answer(MapRequest request) throws IOException {
    long due = System.nanoTime() + longest.toNanos();
    try {
      if (!turns.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        throw late();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OwsException.of("The server is stopping.");
    }
    try {
      return draw(request, due);
    } finally {
      turns.release();
    }
  }

  private Answer draw(MapRequest request, long due) throws IOException {
    Viewport view = request.view();
    int[] canvas = new int[view.width() * view.height()];
    for (String name : request.layers()) {
      Layer layer = find(layers, name);
      if (layer instanceof ClassLayer classified) {
        for (ClassLayer.Map map : TimeChoice.choose(classified, request.time())) {
          check(due);
          classes.paint(map, request.style(classified.series().signatures()), view, canvas);
        }
      } else if (layer instanceof ConfidenceLayer confidence) {
        check(due);
        classes.paint(confidence, view, canvas);
      } else if (layer instanceof SceneLayer scene) {
        check(due);
        scenes.paint(scene, view, canvas);
      }
    }
    if (!request.transparent()) {
      int background = 0xFF000000 | request.background();
      Arrays.setAll(canvas, at -> canvas[at] == 0 ? background : canvas[at]);
    }
    return Answer.of("image/png", png.write(canvas, view.width(), view.height()));
  }

  private void check(long due) {
    if (System.nanoTime() - due >= 0) {
      throw late();
    }
  }

  private OwsException late() {
    return OwsException.of(
        "The map takes longer than "
            + longest.toSeconds()
            + " seconds; ask for fewer layers or a smaller map, or when the server is less busy.");
  }

  static Layer find(Layers layers, String name) throws IOException {
    return layers
        .find(name)
        .orElseThrow(
            () ->
                new OwsException("LayerNotDefined", "layers", "There is no layer '" + name + "'."));
  }
}
