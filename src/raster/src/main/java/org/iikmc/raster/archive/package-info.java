/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What lies in archives as files of a file system, to be read only: products are read as they are
 * delivered, in {@code .tar}, {@code .tar.gz} and {@code .zip}, by whoever reads a {@link
 * java.nio.file.Path}. {@link org.iikmc.raster.archive.Archives} holds those of one run.
 *
 * <p>An archive is listed once. What is stored in it as it is, as all of a tar and some of a zip,
 * is read from where it lies. What is deflated can't be read from its middle: it is unpacked when
 * it is first opened, to a temporary file; of a tar within gzip that is the whole tar. No file
 * stays open between two reads of an entry.
 *
 * <p>Archives come from anywhere, so what they say is not believed: headers are read up to a bound,
 * names that lead out of the archive are refused, sizes are compared with the length of the file,
 * sums with what was unpacked. What a damaged archive makes a library throw becomes one sentence
 * ({@code Damage}). An archive that was replaced since it was listed is not read any further.
 *
 * <p>The formats ({@code ArchiveFormat}) are services: a host that gets no files of scenes need not
 * have the library that they are made with.
 */
package org.iikmc.raster.archive;
