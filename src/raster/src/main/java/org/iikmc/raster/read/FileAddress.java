/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.file.FileProviders;

/**
 * Where a file or folder lies, as text that any machine makes its own {@link Path} of. Immutable;
 * two are equal if their texts are.
 *
 * @param text a path of the machine's own file system, or a URI such as {@code
 *     s3a://bucket/scenes/a.tif}: a text that starts with a scheme, of two letters or more and a
 *     colon, and is no file of the machine. In a URI, {@code %20} means a blank; blanks and other
 *     characters that a URI may not have stand for themselves.
 */
public record FileAddress(String text) implements Serializable {
  /** One letter would be a drive of Windows. */
  private static final Pattern URI_TEXT = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]+):(.+)");

  /**
   * A URL that names a user, or has a query; alone, or within an address of GDAL's, which may have
   * options, too.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?is)^(/vsi[a-z0-9_]+(?=\\?)|(?:.*?(?<![a-z0-9]))??(?:https?|ftp):(?://)?)"
              + "(?:[^/?#@]*@)?([^?#]*).*");

  /** Schemes of files within jars and within the runtime, where no scene is. */
  private static final Set<String> OF_JAVA = Set.of("jar", "jrt");

  public FileAddress {
    Objects.requireNonNull(text);
  }

  /** What messages and documents may say of it: not what a URL is signed by, nor passwords. */
  public String shown() {
    return SECRET.matcher(text).replaceFirst("$1$2");
  }

  /** Whether addresses of a scheme can be those of files here. */
  static boolean isKnown(String scheme) {
    return FileProviders.of(scheme).isPresent();
  }

  /** That of a path of any file system; one that starts from the current folder is made whole. */
  public static FileAddress of(Path path) {
    Path whole = path.toAbsolutePath();
    return new FileAddress(FileBytes.isLocal(whole) ? whole.toString() : whole.toUri().toString());
  }

  /**
   * The path on the machine that asks. Whether there is a file is not looked at.
   *
   * @throws InputException if the text is no path, or a URI of a file system that is not known here
   */
  public Path path() {
    Matcher uri = URI_TEXT.matcher(text);
    if (!uri.matches() || isFileHere()) {
      return local();
    }
    String scheme = uri.group(1);
    FileSystemProvider provider = FileProviders.of(scheme).orElseThrow(() -> unknown(scheme));
    try {
      return provider.getPath(parsed(scheme, uri.group(2)));
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw new InputException(
          Problem.of("'" + shown() + "' is no address of a file: " + reason(e) + "."), e);
    }
  }

  private boolean isFileHere() {
    try {
      return Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Path local() {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InputException(
          Problem.of("'" + shown() + "' is neither a path nor the URI of a file."), e);
    }
  }

  private URI parsed(String scheme, String rest) throws URISyntaxException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return new URI(scheme, rest, null); // which quotes what may not be there
    }
  }

  /** What is wrong with it; Java's own exception of a URI repeats all of it. */
  private static String reason(Exception e) {
    return e instanceof URISyntaxException syntax ? syntax.getReason() : e.getMessage();
  }

  private InputException unknown(String scheme) {
    String known =
        FileProviders.schemes()
            .filter(each -> !OF_JAVA.contains(each))
            .map(each -> each + ":")
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new InputException(
        "'"
            + shown()
            + "' does not exist, and addresses that start with "
            + scheme
            + ": are not known here, only "
            + known
            + "; give a path or one of these.");
  }
}
