/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.util.Optional;
import org.iikmc.host.server.http.Parameters;

/** The versions served, and where they differ. */
enum WmsVersion {
  V1_1_1("1.1.1", "SRS", "X", "Y"),
  V1_3_0("1.3.0", "CRS", "I", "J");

  private final String number;
  private final String crs;
  private final String column;
  private final String row;

  WmsVersion(String number, String crs, String column, String row) {
    this.number = number;
    this.crs = crs;
    this.column = column;
    this.row = row;
  }

  /** As asked for, or the nearest; 1.3.0 if nothing is. */
  static WmsVersion of(Parameters parameters) {
    Optional<String> wanted = parameters.get("version").or(() -> parameters.get("wmtver"));
    return wanted.filter(version -> version.compareTo("1.3") < 0).isPresent() ? V1_1_1 : V1_3_0;
  }

  String number() {
    return number;
  }

  /** The parameter that names the reference system. */
  String crs() {
    return crs;
  }

  /** The parameter with the column of a point. */
  String column() {
    return column;
  }

  /** The parameter with its row. */
  String row() {
    return row;
  }
}
