/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.iikmc.kmeans.problem.InputException;

/**
 * One of the times of a coverage with a TIME dimension.
 *
 * @param instant that it begins at
 */
record MosaicTime(Instant instant) {
  private static final String TIME = "TIME";
  private static final int SHOWN = 20;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /** All times of a coverage; empty if it has no TIME dimension. */
  static List<MosaicTime> of(GridCoverage2DReader reader) throws IOException {
    if (!"true".equalsIgnoreCase(reader.getMetadataValue(GridCoverage2DReader.HAS_TIME_DOMAIN))) {
      return List.of();
    }
    List<MosaicTime> times = new ArrayList<>();
    String domain = reader.getMetadataValue(GridCoverage2DReader.TIME_DOMAIN);
    for (String item : domain == null ? new String[0] : domain.split(",")) {
      // A range is begin/end or begin/end/period; the begin is enough to ask for its coverage.
      times.add(new MosaicTime(parse(item.strip().split("/")[0])));
    }
    return times;
  }

  private static Instant parse(String text) {
    try {
      return text.length() <= 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text.endsWith("Z") ? text : text + "Z");
    } catch (DateTimeException e) {
      throw new InputException(
          "The TIME dimension holds '"
              + text
              + "', which is no date; name the scenes one by one as layers.",
          e);
    }
  }

  /** Whether a user means this one: by its day, or by as much of the time as he wrote. */
  boolean matches(String wanted) {
    return !wanted.isBlank()
        && instant.toString().startsWith(wanted.strip().replaceFirst("Z$", ""));
  }

  /** For a name: the day, and the time of day too where another scene is of the same day. */
  String suffix(List<MosaicTime> all) {
    boolean onlyOne = all.stream().filter(other -> other.day().equals(day())).count() == 1;
    return (onlyOne ? DAY : SECOND).format(instant);
  }

  private Instant day() {
    return instant.truncatedTo(ChronoUnit.DAYS);
  }

  /** What the reader is told. */
  GeneralParameterValue parameter(GridCoverage2DReader reader) {
    return ReadParameter.of(reader, TIME, List.of(Date.from(instant)))
        .orElseThrow(
            () ->
                new InputException(
                    "The coverage has times, but its reader can't be asked for one."));
  }

  /** For a message. */
  static String list(List<MosaicTime> times) {
    return times.stream()
            .limit(SHOWN)
            .map(each -> each.instant.toString())
            .collect(Collectors.joining(", "))
        + (times.size() > SHOWN ? " and " + (times.size() - SHOWN) + " more" : "");
  }
}
