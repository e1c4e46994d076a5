/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.iikmc.host.server.layers.SceneLayer;
import org.iikmc.raster.Grid;
import org.iikmc.raster.SceneSource;

/**
 * Paints scenes as they were acquired. A small picture of each of the last scenes is kept: it tells
 * the stretch of the colours, and is what a map of the whole scene is made of. Safe for use by
 * several threads.
 */
final class ScenePainter {
  private static final int KEPT = 16;

  private final Map<SceneSource, FutureTask<ScenePicture>> pictures =
      new LinkedHashMap<>(16, 0.75f, true);

  /** Paints a scene over what is there. */
  void paint(SceneLayer layer, Viewport view, int[] canvas) throws IOException {
    Grid grid = layer.grid();
    Lookup lookup = new Lookup(view, grid);
    Rectangle wanted = lookup.window();
    if (wanted.isEmpty()) {
      return;
    }
    ScenePicture small = picture(layer);
    double factor = lookup.factor();
    ScenePicture picture = factor >= small.step() ? small : small.detail(wanted, factor);
    for (int at = 0; at < canvas.length; at++) {
      float column = lookup.column(at);
      float row = lookup.row(at);
      if (column >= 0 && row >= 0 && column < grid.width() && row < grid.height()) {
        int color = picture.color(column, row);
        if (color != 0) {
          canvas[at] = color;
        }
      }
    }
  }

  private ScenePicture picture(SceneLayer layer) throws IOException {
    FutureTask<ScenePicture> task;
    synchronized (pictures) {
      task = pictures.get(layer.scene());
      if (task == null) {
        task = new FutureTask<>(() -> ScenePicture.whole(layer.scene()));
        pictures.put(layer.scene(), task);
        if (pictures.size() > KEPT) {
          pictures.remove(pictures.keySet().iterator().next());
        }
      }
    }
    task.run(); // nothing if another thread has it
    try {
      return task.get();
    } catch (ExecutionException e) {
      synchronized (pictures) {
        pictures.remove(layer.scene());
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IOException("The scene can't be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
