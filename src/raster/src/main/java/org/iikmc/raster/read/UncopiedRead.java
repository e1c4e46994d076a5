/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import it.geosolutions.imageio.stream.input.FileImageInputStreamExtImpl;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.ParameterBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.media.jai.RenderedOp;

/**
 * Windows of an image that is nothing but JAI's "ImageRead" of a whole file, as GeoTools delivers a
 * GeoTIFF: read by the operation's own reader. The operation itself copies each tile value by value
 * after decoding it, which for 16-bit pixels takes as long as the decoding.
 */
final class UncopiedRead {
  private static final String OPERATION = "ImageRead";
  private static final int IMAGE_INDEX = 1;
  private static final int READ_PARAM = 7;
  private static final int READER = 8;

  private UncopiedRead() {}

  /**
   * Reads a window.
   *
   * @param window in coordinates of the image
   * @return nothing if the image is not of that kind
   */
  static Optional<Raster> of(RenderedImage image, Rectangle window) throws IOException {
    Optional<ParameterBlock> block = block(image);
    if (block.isPresent()
        && block.get().getObjectParameter(READER) instanceof ImageReader reader
        && block.get().getObjectParameter(READ_PARAM) instanceof ImageReadParam param
        && isPlain(param)) {
      return read(reader, block.get().getIntParameter(IMAGE_INDEX), image, window);
    }
    return Optional.empty();
  }

  /**
   * The image of a TIFF that an image is read from.
   *
   * @return empty if it is made in another way, or of another kind of file
   * @throws org.iikmc.kmeans.problem.InputException if it is damaged, or of a kind that can't be
   *     read
   */
  static Optional<TiffImage> tiff(RenderedImage image) throws IOException {
    Optional<ParameterBlock> block = block(image);
    if (block.isPresent()
        && block.get().getObjectParameter(READER) instanceof ImageReader reader
        && reader.getInput() instanceof FileImageInputStreamExtImpl in
        && TiffFile.isTiff(in.getFile().toPath())) {
      Path file = in.getFile().toPath();
      int index = block.get().getIntParameter(IMAGE_INDEX);
      return Optional.of(
          new TiffImage(file, index, TiffDirectory.all(file).get(index), new TiffReaders()));
    }
    return Optional.empty();
  }

  private static Optional<ParameterBlock> block(RenderedImage image) {
    if (!(image instanceof RenderedOp op) || !op.getOperationName().equals(OPERATION)) {
      return Optional.empty();
    }
    op.getMinX(); // the reader has no file before the operation is rendered
    return Optional.of(op.getParameterBlock()).filter(b -> b.getNumParameters() > READER);
  }

  private static boolean isPlain(ImageReadParam param) {
    return param.getSourceRegion() == null
        && param.getSourceXSubsampling() == 1
        && param.getSourceYSubsampling() == 1
        && param.getSubsamplingXOffset() == 0
        && param.getSubsamplingYOffset() == 0
        && param.getSourceBands() == null
        && param.getDestination() == null
        && param.getDestinationType() == null
        && param.getDestinationBands() == null
        && param.getDestinationOffset().equals(new Point());
  }

  private static Optional<Raster> read(
      ImageReader reader, int index, RenderedImage image, Rectangle window) throws IOException {
    synchronized (reader) { // as the operation does
      Rectangle file = new Rectangle(reader.getWidth(index), reader.getHeight(index));
      if (!file.equals(
          new Rectangle(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight()))) {
        return Optional.empty();
      }
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(window);
      Raster raster = reader.read(index, param).getRaster();
      boolean same =
          raster.getSampleModel().getDataType() == image.getSampleModel().getDataType()
              && raster.getNumBands() == image.getSampleModel().getNumBands();
      return same ? Optional.of(raster) : Optional.empty();
    }
  }
}
