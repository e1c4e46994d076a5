/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.layers.ClassLayer;

/** Which maps of a layer a request means by TIME: those of the latest date that it allows. */
final class TimeChoice {
  private TimeChoice() {}

  /**
   * @param time a date, a range of two with a slash between them, or current; empty for the latest
   */
  static List<ClassLayer.Map> choose(ClassLayer layer, Optional<String> time) {
    List<LocalDate> dates = layer.dates();
    if (!layer.byDate() || dates.isEmpty()) {
      return layer.maps();
    }
    LocalDate from = LocalDate.MIN;
    LocalDate to = LocalDate.MAX;
    if (time.isPresent() && !time.get().equalsIgnoreCase("current")) {
      String[] limits = time.get().split("/", -1); // a third would be the step between dates
      if (limits.length > 3) {
        throw refused(time.get());
      }
      from = date(limits[0], time.get());
      to = limits.length > 1 ? date(limits[1], time.get()) : from;
    }
    LocalDate first = from;
    LocalDate last = to;
    LocalDate chosen =
        dates.stream()
            .filter(date -> !date.isBefore(first) && !date.isAfter(last))
            .reduce((a, b) -> b)
            .orElseThrow(() -> refused(time.orElse("")));
    return layer.maps().stream()
        .filter(map -> map.scene().date().equals(Optional.of(chosen)))
        .toList();
  }

  private static LocalDate date(String text, String all) {
    try {
      return LocalDate.parse(text.strip().replaceFirst("T.*", ""));
    } catch (DateTimeException e) {
      throw refused(all);
    }
  }

  private static OwsException refused(String text) {
    return new OwsException(
        "InvalidDimensionValue",
        "time",
        "The layer has no map for the time '" + text + "'; its capabilities list its dates.");
  }
}
