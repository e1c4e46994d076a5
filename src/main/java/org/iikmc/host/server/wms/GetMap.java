/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.layers.ClassLayer;
import org.iikmc.host.server.layers.Layer;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.host.server.layers.SceneLayer;
import org.iikmc.host.server.ows.OwsException;

/** Draws maps. */
final class GetMap {
  /** A large map takes some 50 MB while it is drawn. */
  private static final int AT_ONCE = 4;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Layers layers;
  private final ClassPainter classes = new ClassPainter();
  private final ScenePainter scenes = new ScenePainter();
  private final PngWriter png = new PngWriter();

  GetMap(Layers layers) {
    this.layers = layers;
  }

  Answer answer(MapRequest request) throws IOException {
    turns.acquireUninterruptibly();
    try {
      return draw(request);
    } finally {
      turns.release();
    }
  }

  private Answer draw(MapRequest request) throws IOException {
    Viewport view = request.view();
    int[] canvas = new int[view.width() * view.height()];
    for (String name : request.layers()) {
      Layer layer = find(layers, name);
      if (layer instanceof ClassLayer classified) {
        for (ClassLayer.Map map : TimeChoice.choose(classified, request.time())) {
          classes.paint(map, classified.series().signatures(), view, canvas);
        }
      } else if (layer instanceof SceneLayer scene) {
        scenes.paint(scene, view, canvas);
      }
    }
    if (!request.transparent()) {
      int background = 0xFF000000 | request.background();
      Arrays.setAll(canvas, at -> canvas[at] == 0 ? background : canvas[at]);
    }
    return Answer.of("image/png", png.write(canvas, view.width(), view.height()));
  }

  static Layer find(Layers layers, String name) throws IOException {
    return layers
        .find(name)
        .orElseThrow(
            () ->
                new OwsException("LayerNotDefined", "layers", "There is no layer '" + name + "'."));
  }
}
