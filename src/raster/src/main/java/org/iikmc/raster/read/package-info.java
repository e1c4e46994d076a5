/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Scenes from files and from coverages, read as GDAL reads them or refused.
 *
 * <h2>Ways in</h2>
 *
 * Each way in is a {@link org.iikmc.raster.SceneSource}: it tells names and bands at once, and
 * opens a {@link org.iikmc.raster.Scene} when it is known which bands are wanted.
 *
 * <ul>
 *   <li>{@link org.iikmc.raster.read.SceneFinder} looks at a path that a user gives: a file of any
 *       format, a folder of one-band files named as a product, an archive, a STAC item, or a folder
 *       of such scenes. Files are opened by {@link org.iikmc.raster.read.RasterReaders}, which asks
 *       each {@link org.iikmc.raster.read.RasterFormat} for what is no TIFF. {@link
 *       org.iikmc.raster.read.SceneFolder} does so again and again for a server, and opens anew
 *       only what has changed.
 *   <li>{@link org.iikmc.raster.read.CoverageScene} is a coverage at hand, such as the input of a
 *       process.
 *   <li>{@link org.iikmc.raster.read.ReaderScene} is a coverage behind a reader, such as a layer of
 *       a GeoServer or one date of a mosaic. It asks for a few tiles at a time.
 * </ul>
 *
 * {@link org.iikmc.raster.read.AreaReader} reads areas of interest.
 *
 * <h2>How a TIFF is read</h2>
 *
 * ImageIO-EXT and GeoTools take some files for other pixels than GDAL does, without a word: a file
 * that was cut off ends in zeros, and signed bytes become unsigned. The map would be wrong and
 * nobody would know. So the tags are read here first ({@code TiffDirectory}) and compared with each
 * other and with the length of the file ({@code TiffStructure}): what would be misread is refused,
 * with the remedy. {@code BlockCodec} unpacks tiles and strips with the parts of ImageIO-EXT, and
 * {@code TiffBlocks} takes them straight into an array for each band; ImageIO-EXT itself reads
 * JPEGs and faxes, and {@code TiffImage} puts right what can be put right. GeoTools makes a
 * reference system of the keys. {@code GdalMetadata} is what GDAL keeps in a tag or in an {@code
 * .aux.xml}, {@code FileGrid} where the file lies, {@code TiffOverviews} its smaller copies. {@link
 * org.iikmc.raster.read.TiffFile} puts all of this together. Values are read as stored: scale and
 * offset are known, by the tags or by the metadata of the product ({@link
 * org.iikmc.raster.product}), but not applied.
 *
 * <p>A JPEG 2000 is read by {@code Jp2File}: {@code Jp2Boxes} finds its parts, {@code GmlPlace} or
 * the GeoTIFF within it say where it lies, {@link org.iikmc.raster.jpeg2000} decodes its pixels.
 * What is not of one format is shared: {@code FileGrid}, {@code FileMasks}, {@code GdalMetadata}.
 *
 * <h2>Which pixels there are</h2>
 *
 * A source clears the bits of pixels that its file or coverage leaves out: by an alpha band, a mask
 * in or beside the file, a colour that means nodata ({@code FileMasks}, {@code MaskedImage}), or by
 * a coverage's region of interest ({@code RegionMask}). Nodata of a single band is not decided
 * here: it goes into the {@link org.iikmc.raster.Band}, and is compared where blocks of samples are
 * made. The reader of a coverage is not believed: {@code ReaderPixels} looks at what came back,
 * which may be more or less than was asked for.
 *
 * <h2>Threads and files</h2>
 *
 * Sources are safe for use by several threads. {@link org.iikmc.raster.read.TiffReaders} holds the
 * open files of one run: one reader for each thread that reads a file at the same time, and only so
 * many that nobody uses, because a long series has more files than a process may open. Whoever made
 * it closes it. Coverages and readers stay their owner's.
 */
package org.iikmc.raster.read;
