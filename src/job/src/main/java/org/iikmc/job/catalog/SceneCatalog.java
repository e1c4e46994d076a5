/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.io.IOException;
import java.util.List;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;

/**
 * Where a server keeps its scenes and publishes what is made of them. Every call is made with the
 * rights of the user whose request is being served. Safe for use by several threads.
 */
public interface SceneCatalog extends SeriesLegends {
  /**
   * The scenes of names as users write them; a name can stand for several (a group of layers, the
   * dates of a mosaic).
   *
   * @return at least one for each name, in the order of the names; names of scenes differ, and can
   *     be used as names of files and layers
   * @throws InputException if a name is unknown to this user, or is not that of a raster
   */
  List<SceneSource> scenes(List<String> names) throws IOException;

  /**
   * The classified maps of names as users write them; a name can stand for several dates. Where
   * maps are layers like others, they are the scenes of these names.
   *
   * @return at least one for each name, in the order of the names; names of maps may be equal
   * @throws InputException if a name is unknown to this user, or is not that of a raster
   */
  default List<SceneSource> maps(List<String> names) throws IOException {
    return scenes(names);
  }

  /**
   * Sees that maps can be published, and prepares that. Nothing is visible to others yet.
   *
   * @param names of the scenes of the maps, or of what else they show
   * @return to be closed by the caller
   * @throws InputException if the user may not publish there, or a name is not free
   */
  Publication prepare(PublicationPlan plan, List<String> names) throws IOException;
}
