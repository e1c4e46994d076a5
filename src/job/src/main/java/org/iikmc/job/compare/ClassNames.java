/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;

/**
 * Names and colours of the classes of all maps of a comparison, which must be the same classes.
 *
 * @param names in the order of the labels
 * @param signatures of the classes, if they are known
 */
record ClassNames(List<String> names, Optional<SignatureSet> signatures) {
  /**
   * The classes of maps.
   *
   * @param signatures that the maps were made with, if they are known; their names prevail
   * @param highest label in the maps
   * @throws InputException if maps are of different classes
   */
  static ClassNames of(List<ClassifiedMap> maps, Optional<SignatureSet> signatures, int highest) {
    ClassifiedMap named = null;
    for (ClassifiedMap map : maps) {
      if (map.names().isEmpty()) {
        continue;
      }
      if (named != null && !named.names().lastKey().equals(map.names().lastKey())) {
        throw new InputException(
            "The maps '"
                + named.name()
                + "' and '"
                + map.name()
                + "' have "
                + named.names().lastKey()
                + " and "
                + map.names().lastKey()
                + " classes, so that their labels mean different things; compare maps of one"
                + " series of classes at a time.");
      }
      named = named == null ? map : named;
    }
    int own = named == null ? highest : Math.max(highest, named.names().lastKey());
    int k = signatures.map(set -> Math.max(set.k(), highest)).orElse(own);
    List<String> names = new ArrayList<>();
    for (int label = 1; label <= k; label++) {
      String plain = "Class " + label;
      names.add(
          signatures.isPresent() && label <= signatures.get().k()
              ? signatures.get().classes().get(label - 1).name()
              : named == null ? plain : named.names().getOrDefault(label, plain));
    }
    return new ClassNames(names, signatures.filter(set -> set.k() == k));
  }

  int k() {
    return names.size();
  }
}
