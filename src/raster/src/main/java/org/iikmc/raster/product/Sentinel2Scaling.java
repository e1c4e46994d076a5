/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iikmc.raster.Scaling;

/**
 * Sentinel-2: the first of these that is there decides.
 *
 * <ol>
 *   <li>{@code MTD_MSIL1C.xml} or {@code MTD_MSIL2A.xml} beside the band, or above it in the tree
 *       of the product.
 *   <li>A STAC item ({@code *.json}) beside the band.
 *   <li>What the file says of itself.
 *   <li>The processing baseline in the name of a folder of the product.
 * </ol>
 */
public final class Sentinel2Scaling implements ProductScaling {
  /** Folders within a product; the one around them is the product. */
  private static final Pattern WITHIN_PRODUCT =
      Pattern.compile("(?i)R[0-9]0m|IMG_DATA|GRANULE|L(?:1C|2A)_.*|S2[A-D]_.*_MSI_L(?:1C|2A)_.*");

  /** Level 2A alone says in names of files how wide a pixel is. */
  private static final Pattern LEVEL_2 = Pattern.compile("(?i).*_[0-9]0m\\.[^.]*");

  private static final String NO_METADATA =
      "there is no MTD_MSIL1C.xml or MTD_MSIL2A.xml beside its file or above it in its product, no"
          + " STAC item beside it";

  @Override
  public Scaling of(String band, Path file, Scaling own) {
    try {
      return scaling(band, file.toAbsolutePath().normalize(), own);
    } catch (MetadataException e) {
      return Scaling.unknown(e.getMessage());
    }
  }

  private static Scaling scaling(String band, Path file, Scaling own) throws MetadataException {
    Optional<MetadataFile> metadata = metadata(file);
    if (metadata.isPresent()) {
      return Sentinel2Metadata.read(metadata.get()).scaling(band);
    }
    Optional<StacScaling> item = stacItem(file);
    if (item.isPresent()) {
      return item.get().scaling(band);
    }
    return own.isKnown() ? own : byName(file);
  }

  @Override
  public Optional<String> acquired(Path file) {
    Path place = file.toAbsolutePath().normalize();
    try {
      Optional<MetadataFile> metadata = metadata(place);
      return metadata.isPresent()
          ? Sentinel2Metadata.read(metadata.get()).acquired()
          : stacItem(place).flatMap(item -> item.item().date()).map(LocalDate::toString);
    } catch (MetadataException e) {
      return Optional.empty();
    }
  }

  private static Optional<StacScaling> stacItem(Path file) throws MetadataException {
    for (MetadataFile json : MetadataFile.in(file.getParent(), Sentinel2Scaling::isJson)) {
      Optional<StacScaling> item = StacScaling.read(json);
      if (item.isPresent()) {
        return item;
      }
    }
    return Optional.empty();
  }

  private static boolean isJson(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static Optional<MetadataFile> metadata(Path file) throws MetadataException {
    boolean level2 = LEVEL_2.matcher(file.getFileName().toString()).matches();
    for (Path folder = file.getParent(); folder != null; folder = around(folder)) {
      List<MetadataFile> found = MetadataFile.in(folder, Sentinel2Metadata::isCalled);
      if (!found.isEmpty()) {
        // Those of level 1C come first.
        return Optional.of(found.get(level2 ? found.size() - 1 : 0));
      }
    }
    return Optional.empty();
  }

  /** The folder around one that lies within a product; null if it does not. */
  private static Path around(Path folder) {
    Path name = folder.getFileName();
    return name != null && WITHIN_PRODUCT.matcher(name.toString()).matches()
        ? folder.getParent()
        : null;
  }

  private static Scaling byName(Path file) throws MetadataException {
    for (Path folder = file.getParent(); folder != null; folder = around(folder)) {
      String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
      Optional<Baseline> baseline = Baseline.inName(name);
      if (baseline.isPresent()) {
        return ofBaseline(baseline.get(), name);
      }
    }
    throw new MetadataException(
        NO_METADATA + ", and no processing baseline such as N0400 in the name of its folder");
  }

  private static Scaling ofBaseline(Baseline baseline, String product) throws MetadataException {
    if (baseline.isLocal()) {
      throw new MetadataException(
          NO_METADATA + ", and the baseline N9999 in the name of its folder tells nothing");
    }
    return new Scaling(
        Sentinel2Level.in(product).orElseThrow().quantity,
        1 / Baseline.QUANTIFICATION,
        baseline.offset() / Baseline.QUANTIFICATION,
        "baseline " + baseline + " in the name " + product);
  }
}
