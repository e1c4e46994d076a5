/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.stac.StacAsset;

/**
 * Where the assets of an item are. An item from the web may name nothing of this machine.
 *
 * @param document that the item stands in
 * @param self the item's own address, if it tells one
 * @param selfFirst whether what has no whole address lies beside the item and not the document
 */
record StacLinks(Path document, Optional<String> self, boolean selfFirst) {
  private static final Pattern URI_TEXT = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]+):.+");
  private static final Pattern BUCKET = Pattern.compile("(?is)s3a?://([a-z0-9.-]+)/(.+)");
  private static final Set<String> OF_THE_WEB = Set.of("http", "https", "s3", "s3a");

  /**
   * The file of an asset.
   *
   * @throws InputException if it is named by an address that is not known here, or not allowed
   */
  Path file(StacAsset asset) {
    String href = asset.href();
    Matcher uri = URI_TEXT.matcher(href);
    if (!uri.matches()) {
      return relative(href);
    }
    String scheme = uri.group(1).toLowerCase(Locale.ROOT);
    if (!FileBytes.isLocal(document) && !OF_THE_WEB.contains(scheme)) {
      throw new InputException(
          document,
          " names a file by an address that starts with "
              + scheme
              + ":, which one from the web may"
              + " not; download it, and give the file.");
    }
    return BUCKET.matcher(href).matches() ? ofBucket(href, asset) : new FileAddress(href).path();
  }

  /**
   * The file of an asset, which is there.
   *
   * @throws InputException if it is not, too
   */
  Path existing(StacAsset asset) {
    Path file = file(asset);
    if (!FileState.exists(file)) {
      throw new InputException(
          file,
          " does not exist, which ",
          document,
          " names as asset " + asset.key() + " of an item; mend the link, or leave that item out.");
    }
    return file;
  }

  private Path relative(String href) {
    if (selfFirst && self.isPresent()) {
      return beside(self.get(), href);
    }
    if (!FileBytes.isLocal(document)) {
      return beside(document.toUri().toString(), href);
    }
    Path beside = document.toAbsolutePath().getParent().resolve(new FileAddress(href).path());
    return self.isPresent() && !FileState.exists(beside) ? beside(self.get(), href) : beside;
  }

  private static Path beside(String address, String href) {
    try {
      URI base = URI.create(address);
      return new FileAddress(base.resolve(href.replace(" ", "%20")).toString()).path();
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "'"
              + new FileAddress(href).shown()
              + "' is no address beside "
              + new FileAddress(address).shown()
              + "; mend the STAC item.");
    }
  }

  /**
   * An object of a bucket: where the item names another address of it, there; through a client of
   * such stores, if there is one; else from Amazon by HTTP, as anybody may read open data.
   */
  private static Path ofBucket(String href, StacAsset asset) {
    for (var other : asset.json().path("alternate")) {
      if (other.path("href").asText().matches("(?i)https://.*")) {
        return new FileAddress(other.path("href").asText()).path();
      }
    }
    Matcher bucket = BUCKET.matcher(href);
    for (String scheme : new String[] {"s3a", "s3"}) {
      if (bucket.matches() && FileAddress.isKnown(scheme)) {
        return new FileAddress(scheme + "://" + bucket.group(1) + "/" + bucket.group(2)).path();
      }
    }
    boolean dotted = bucket.group(1).contains("."); // which its certificate would not cover
    return new FileAddress(
            (dotted
                    ? "https://s3.amazonaws.com/" + bucket.group(1)
                    : "https://" + bucket.group(1) + ".s3.amazonaws.com")
                + "/"
                + bucket.group(2))
        .path();
  }
}
