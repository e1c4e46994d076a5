/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.read.FileAddress;

/**
 * A file of several rasters, which GDAL calls subdatasets. Those of one band that share the largest
 * size and lie on one grid are the bands of a scene, called by their variables.
 */
final class GdalContainer {
  /** {@code [2400x2400] sur_refl_b01_1 MODIS_Grid_500m_2D (16-bit integer)}. */
  private static final Pattern FLAT = Pattern.compile("^\\[([0-9]+)x([0-9]+)\\].*");

  private static final int MOST_NAMED = 12;

  /**
   * One raster.
   *
   * @param variable what it is called in the file
   * @param pixels of its grid; 0 if it has more than two dimensions
   * @param size as GDAL writes it
   */
  private record Variable(String address, String variable, long pixels, String size) {}

  private final GdalOpener opener;
  private final GdalSource source;
  private final List<Variable> variables;

  GdalContainer(GdalOpener opener, GdalSource source, GdalDataset dataset) {
    this.opener = opener;
    this.source = source;
    variables = variables(dataset.metadata("SUBDATASETS"));
  }

  private static List<Variable> variables(Map<String, String> subdatasets) {
    List<Variable> variables = new ArrayList<>();
    for (int i = 1; subdatasets.containsKey("SUBDATASET_" + i + "_NAME"); i++) {
      String address = subdatasets.get("SUBDATASET_" + i + "_NAME");
      Matcher flat = FLAT.matcher(subdatasets.getOrDefault("SUBDATASET_" + i + "_DESC", ""));
      boolean isFlat = flat.matches();
      variables.add(
          new Variable(
              address,
              address.replaceFirst("(?s)^.*[:/]", ""),
              isFlat ? Long.parseLong(flat.group(1)) * Long.parseLong(flat.group(2)) : 0,
              isFlat ? flat.group(1) + "x" + flat.group(2) : ""));
    }
    return variables;
  }

  /**
   * Opens the scene.
   *
   * @throws InputException if it is not clear which rasters are one
   */
  GdalFile open() throws IOException {
    Optional<Variable> largest =
        variables.stream()
            .filter(variable -> variable.pixels > 0)
            .max(Comparator.comparingLong(Variable::pixels));
    if (largest.isEmpty()) {
      throw refused(" holds no raster of two dimensions that is a band");
    }
    List<Variable> wanted = new ArrayList<>();
    for (Variable variable : variables) {
      if (variable.size.equals(largest.get().size)) {
        wanted.add(variable);
      }
    }
    return new ReflectanceProduct(source).of(together(wanted), this);
  }

  /** Rasters of any size by their variables. */
  List<GdalFile> all(Predicate<String> wanted) throws IOException {
    List<GdalFile> found = new ArrayList<>();
    for (Variable each : variables) {
      if (each.pixels > 0 && wanted.test(each.variable)) {
        found.add(opener.openPart(source.part(each.address)).named(each.variable));
      }
    }
    return found;
  }

  private GdalFile together(List<Variable> wanted) throws IOException {
    Map<String, GdalFile.Part> parts = new LinkedHashMap<>();
    GdalFile first = null;
    for (Variable variable : wanted) {
      GdalFile file = opener.openPart(source.part(variable.address));
      if (file.parts().size() > 1) {
        throw refused(" holds rasters of several bands");
      }
      if (first == null) {
        first = file;
      } else if (!file.grid().coincides(first.grid())) {
        throw refused(" holds rasters of the same size on different grids");
      }
      String name = parts.containsKey(variable.variable) ? variable.address : variable.variable;
      parts.put(name, file.parts().get(0).named(name));
    }
    return new GdalFile(
        source.description(),
        first.grid(),
        List.copyOf(parts.values()),
        new TreeMap<>(),
        first.dateTime(),
        List.copyOf(parts.keySet()),
        List.of());
  }

  private InputException refused(String what) {
    return new InputException(
        Problem.of(
            source.named(),
            what
                + (variables.isEmpty()
                    ? ", nor any other raster; give a file that gdalinfo shows bands of."
                    : "; name the one that is meant: "
                        + variables.stream()
                            .limit(MOST_NAMED)
                            .map(variable -> new FileAddress(variable.address).shown())
                            .collect(Collectors.joining(" or "))
                        + (variables.size() > MOST_NAMED
                            ? ", or another that gdalinfo lists."
                            : "."))));
  }
}
