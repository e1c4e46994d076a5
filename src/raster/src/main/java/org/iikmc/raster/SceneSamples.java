/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.Glimpse;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;

/**
 * The valid pixels of a series of scenes, block by block. The blocks of a scene follow each other
 * in the order of {@link Scene#blocks()}. Immutable and safe to share.
 */
public final class SceneSamples implements SampleSource {
  private final List<Scene> scenes;
  private final List<Quicklook> quicklooks;
  private final SampleType type;
  private final List<PixelReader> readers = new ArrayList<>();
  private final List<SceneBlock> blocks = new ArrayList<>();

  /**
   * @param scenes at least one, all with the same bands
   * @param share of the valid pixels to take, above 0, at most 1
   * @param seed of the choice when the share is below 1
   * @param quicklooks one for each scene, of what is seen of its blocks; or none at all
   */
  public SceneSamples(
      List<Scene> scenes, PixelRules rules, double share, long seed, List<Quicklook> quicklooks) {
    this.scenes = List.copyOf(scenes);
    this.quicklooks = List.copyOf(quicklooks);
    type = scenes.stream().map(Scene::type).reduce(SampleType::widest).orElseThrow();
    for (int s = 0; s < scenes.size(); s++) {
      Optional<Quicklook> quicklook =
          quicklooks.isEmpty() ? Optional.empty() : Optional.of(quicklooks.get(s));
      PixelReader reader =
          new PixelReader(s, scenes.get(s), rules, type, share, seed + s, quicklook);
      readers.add(reader);
      for (Rectangle window : scenes.get(s).blocks()) {
        blocks.add(new SceneBlock(reader, s, window));
      }
    }
  }

  @Override
  public int bands() {
    return scenes.get(0).bands().size();
  }

  @Override
  public SampleType type() {
    return type;
  }

  @Override
  public int scenes() {
    return scenes.size();
  }

  @Override
  public List<SceneBlock> blocks() {
    return List.copyOf(blocks);
  }

  @Override
  public void take(Glimpse glimpse) {
    Quicklook.Part part = (Quicklook.Part) glimpse;
    quicklooks.get(part.scene()).put(part);
  }

  /**
   * Reads any window of a scene, not just one of the {@linkplain #blocks() blocks}.
   *
   * @param window within the grid of the scene
   * @throws IOException if the pixels can't be read
   */
  public SampleBlock read(int scene, Rectangle window) throws IOException {
    return readers.get(scene).read(window);
  }

  /** A window of a scene. */
  public static final class SceneBlock implements Block {
    private static final long serialVersionUID = 1L;

    private final PixelReader reader;
    private final int scene;
    private final Rectangle window;

    private SceneBlock(PixelReader reader, int scene, Rectangle window) {
      this.reader = reader;
      this.scene = scene;
      this.window = window;
    }

    @Override
    public int scene() {
      return scene;
    }

    /** The pixels that are the cells of this block, row by row. */
    public Rectangle window() {
      return new Rectangle(window);
    }

    @Override
    public int cells() {
      return window.width * window.height;
    }

    @Override
    public SampleBlock open() throws IOException {
      return reader.read(window);
    }
  }
}
