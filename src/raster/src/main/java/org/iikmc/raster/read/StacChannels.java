/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iikmc.raster.BandFiles;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.stac.StacAsset;
import org.iikmc.raster.stac.StacBand;
import org.iikmc.raster.stac.StacItem;

/**
 * The bands among the assets of an item, and its quality bands: no pictures, and of two files of
 * one band the GeoTIFF before the JPEG 2000. Immutable.
 *
 * @param byName in the order of the item
 * @param quality the product's own verdicts on its pixels
 */
record StacChannels(Map<String, StacChannel> byName, Map<QualityFlags, StacAsset> quality) {

  /** Those of an item, as far as it tells. */
  static StacChannels of(StacItem item) {
    Map<String, StacChannel> byName = new LinkedHashMap<>();
    Map<QualityFlags, StacAsset> quality = new EnumMap<>(QualityFlags.class);
    for (StacAsset asset : item.assets()) {
      if (!asset.isRaster()) {
        continue;
      }
      Optional<QualityFlags> flags = flags(asset);
      if (flags.isPresent()) {
        StacAsset other = quality.putIfAbsent(flags.get(), asset);
        if (other != null && asset.isGeoTiff() && !other.isGeoTiff()) {
          quality.put(flags.get(), asset);
        }
      } else if (!asset.isAside() && !BandFiles.isQuality(asset.key())) {
        channels(asset).forEach(channel -> add(channel, byName));
      }
    }
    return new StacChannels(byName, quality);
  }

  /** By the key of an asset, the name of its band, or its file's. */
  private static Optional<QualityFlags> flags(StacAsset asset) {
    String key = asset.key().replaceFirst("(?i)(?:[-_](?:jp2|[0-9]0m))+$", "");
    String band = asset.onlyBand().flatMap(StacBand::name).orElse("");
    return Stream.concat(
            Stream.of(key, band).flatMap(name -> QualityFlags.ofBand(name).stream()),
            Stream.of(Product.values())
                .flatMap(product -> product.part(asset.fileName()).stream())
                .flatMap(part -> part.quality().stream()))
        .findFirst();
  }

  private static List<StacChannel> channels(StacAsset asset) {
    if (asset.onlyBand().isPresent()) {
      return List.of(StacChannel.of(asset, asset.onlyBand().get()));
    }
    List<StacChannel> channels = new ArrayList<>();
    List<StacBand> bands = asset.bands();
    for (int i = 0; i < bands.size(); i++) {
      channels.add(StacChannel.of(asset, i, bands.get(i)));
    }
    return channels;
  }

  private static void add(StacChannel channel, Map<String, StacChannel> byName) {
    StacChannel other = byName.putIfAbsent(channel.name(), channel);
    if (other == null) {
      return;
    }
    boolean tiff = channel.asset().isGeoTiff();
    if (tiff && !other.asset().isGeoTiff()) {
      byName.put(channel.name(), channel);
    } else if (tiff == other.asset().isGeoTiff()) { // of another resolution, or another file
      String longer =
          channel.asset().onlyBand().isPresent()
              ? channel.asset().key()
              : channel.asset().key() + "_" + channel.name();
      byName.putIfAbsent(longer, channel.named(longer));
    }
  }

  /** Those of an asset of which the item does not tell the bands, but its file does. */
  StacChannels ofFile(StacAsset asset, RasterFile file) {
    List<String> names = file.bandNames();
    Map<String, StacChannel> found = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!file.isAlpha(i)) {
        StacBand band = StacBand.of(asset.json());
        found.put(names.get(i), new StacChannel(names.get(i), asset, i, band));
      }
    }
    return found.size() > 1 ? new StacChannels(found, quality) : this;
  }

  List<StacChannel> all() {
    return List.copyOf(byName.values());
  }

  /** How many of them are in an asset. */
  int of(StacAsset asset) {
    return (int) all().stream().filter(each -> each.asset().key().equals(asset.key())).count();
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** The one of a name that is there. */
  StacChannel find(String name) {
    return byName.get(name);
  }
}
