/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;

/** What was to be left out of scenes, but can't be told of their pixels. */
final class QualityNotes {
  /** Scenes that a note names. */
  private static final int SHOWN = 3;

  private QualityNotes() {}

  /**
   * Sentences for the user, one for each condition. None if nothing but the usual is left out: that
   * some scenes can't tell all of it is usual, too.
   *
   * @param scenes opened for these rules
   */
  static List<String> of(List<Scene> scenes, PixelRules rules) {
    Set<PixelCondition> chosen = EnumSet.noneOf(PixelCondition.class);
    rules.quality().ifPresent(chosen::addAll);
    if (chosen.equals(PixelCondition.standard())) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    for (PixelCondition condition : chosen) {
      List<String> deaf =
          scenes.stream().filter(scene -> !tells(scene, condition)).map(Scene::name).toList();
      if (!deaf.isEmpty()) {
        notes.add(
            "No quality band of "
                + deaf.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (deaf.size() > SHOWN ? " and " + (deaf.size() - SHOWN) + " more scenes" : "")
                + " tells "
                + condition
                + ", so that no pixel is left out for it there.");
      }
    }
    return notes;
  }

  private static boolean tells(Scene scene, PixelCondition condition) {
    return scene.quality().stream().anyMatch(band -> band.query().conditions().contains(condition));
  }
}
