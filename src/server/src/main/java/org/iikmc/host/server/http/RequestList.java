/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Lists in requests: how they are written, and how long they may be. */
public final class RequestList {
  /** Names that one list may have; far more than people choose. */
  public static final int MOST = 100;

  private RequestList() {}

  /**
   * The parts between commas, without blanks around them; those that are empty count for nothing.
   *
   * @param parameter that holds the list
   * @throws OwsException if it is too long
   */
  public static List<String> of(String parameter, String text) {
    return limited(
        parameter,
        Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }

  /**
   * A list, if it is not too long.
   *
   * @param parameter that holds it
   * @throws OwsException if it is
   */
  public static <T> List<T> limited(String parameter, List<T> list) {
    if (list.size() > MOST) {
      throw OwsException.invalid(
          parameter,
          parameter
              + " has "
              + list.size()
              + " entries, but may have "
              + MOST
              + "; ask for fewer.");
    }
    return list;
  }

  /** Each once, where it comes first. */
  public static <T> List<T> distinct(List<T> list) {
    return List.copyOf(new LinkedHashSet<>(list));
  }
}
