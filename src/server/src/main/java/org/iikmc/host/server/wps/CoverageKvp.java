/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.host.server.http.RequestList;
import org.iikmc.kmeans.problem.InputException;

/** Reads GetCoverage requests of WCS 2.0, 1.1 and 1.0 in the parameters of an address. */
final class CoverageKvp {
  private static final Pattern SUBSET =
      Pattern.compile("\\s*([^,(]+)(?:,([^(]+))?\\(([^,)]+)(?:,([^)]+))?\\)\\s*");

  private CoverageKvp() {}

  static CoverageRequest read(Parameters query) {
    Optional<String> id = query.get("coverageId");
    if (id.isPresent()) {
      List<SubsetAxis> axes = new ArrayList<>();
      RequestList.limited("subset", query.all("subset")).forEach(text -> axes.add(axis(text)));
      return new CoverageRequest(
          CoverageRequest.layer(id.get()),
          SubsetAxis.area(axes, query.get("subsettingCrs")),
          query.get("rangesubset").map(CoverageKvp::bands).orElse(List.of()));
    }
    Optional<String> name =
        query.get("identifier").or(() -> query.get("identifiers")).or(() -> query.get("coverage"));
    Optional<CoverageRequest.Area> area =
        query
            .get("boundingbox")
            .or(() -> query.get("bbox"))
            .map(box -> box(box, query.get("crs").or(() -> query.get("srs"))));
    return new CoverageRequest(
        name.orElseThrow(() -> new InputException("The GetCoverage request names no coverage.")),
        area,
        List.of());
  }

  private static SubsetAxis axis(String text) {
    Matcher matcher = SUBSET.matcher(text);
    if (!matcher.matches()) {
      throw new InputException("The subset '" + text + "' can't be read; write E(600000,650000).");
    }
    String low = unquoted(matcher.group(3));
    String high = matcher.group(4) == null ? low : unquoted(matcher.group(4));
    return new SubsetAxis(
        matcher.group(1).strip(),
        Optional.ofNullable(matcher.group(2)).map(String::strip),
        low,
        high);
  }

  private static String unquoted(String text) {
    return text.strip().replaceAll("^\"|\"$", "");
  }

  private static List<String> bands(String text) {
    return RequestList.distinct(RequestList.of("rangesubset", text));
  }

  private static CoverageRequest.Area box(String text, Optional<String> crs) {
    List<String> parts = RequestList.of("bbox", text);
    if (parts.size() < 4) {
      throw new InputException("The box '" + text + "' has fewer than four numbers.");
    }
    double[] n = parts.stream().limit(4).mapToDouble(SubsetAxis::number).toArray();
    return new CoverageRequest.Area(
        parts.size() > 4 ? Optional.of(parts.get(4)) : crs,
        new double[] {n[0], n[2]},
        new double[] {n[1], n[3]});
  }
}
