/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.List;
import java.util.stream.Stream;

/** What a pixel shows on the date of its scene. */
public enum Cover {
  NO_DATA("no data"),
  WATER("water"),
  FOREST("forest"),
  CROP("crop"),
  GRASS("grass"),
  BARE_SOIL("bare soil"),
  BUILT_UP("built-up"),
  SNOW("snow"),
  CLOUD("cloud"),
  CLOUD_SHADOW("cloud shadow");

  private final String title;

  Cover(String title) {
    this.title = title;
  }

  /** The value in a truth map: 0 for no data, 1…9 for the others in their order. */
  public byte code() {
    return (byte) ordinal();
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** All titles; the index is the code. */
  static List<String> titles() {
    return Stream.of(values()).map(Cover::title).toList();
  }
}
