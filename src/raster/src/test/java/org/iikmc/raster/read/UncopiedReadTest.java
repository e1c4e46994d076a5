/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;

import it.geosolutions.imageio.stream.input.FileImageInputStreamExtImpl;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.renderable.ParameterBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.media.jai.JAI;
import javax.media.jai.RenderedOp;
import org.geotools.image.util.ImageUtilities;
import org.iikmc.testing.TestCoverages;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncopiedReadTest {
  @TempDir Path folder;
  private RenderedOp image;

  @AfterEach
  void dispose() {
    if (image != null) {
      ImageUtilities.disposePlanarImageChain(image);
    }
  }

  private RenderedOp image(Consumer<ImageReadParam> setting) throws IOException {
    Path file =
        TestTiffs.of(40, 33)
            .type(TestTiffs.Type.UINT16)
            .tiles(16, 16)
            .bands(2, (b, x, y) -> 5000 * b + 100 * y + x)
            .write(folder.resolve("a.tif"));
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
    ImageReadParam param = reader.getDefaultReadParam();
    setting.accept(param);
    ParameterBlock block = new ParameterBlock();
    block.add(new FileImageInputStreamExtImpl(file.toFile())).add(0);
    block.add(false).add(false).add(false).add((Object) null).add((Object) null);
    block.add(param).add(reader);
    image = JAI.create("ImageRead", block);
    return image;
  }

  @Test
  void aWindowOfAWholeFile() throws IOException {
    Rectangle window = new Rectangle(9, 15, 20, 18);
    Optional<Raster> read = UncopiedRead.of(image(param -> {}), window);
    Raster raster = read.orElseThrow();
    int[] values = raster.getSamples(raster.getMinX(), raster.getMinY(), 20, 18, 1, (int[]) null);
    assertThat(values)
        .containsExactly(image.getData(window).getSamples(9, 15, 20, 18, 1, (int[]) null));
    assertThat(values).startsWith(6509, 6510).endsWith(5000 + 3200 + 28);
  }

  @Test
  void aPartOfAFileIsLeftToTheOperation() throws IOException {
    assertThat(
            UncopiedRead.of(
                image(param -> param.setSourceRegion(new Rectangle(8, 8, 16, 16))),
                new Rectangle(2, 2)))
        .isEmpty();
  }

  @Test
  void everySecondPixelIsLeftToTheOperation() throws IOException {
    assertThat(
            UncopiedRead.of(
                image(param -> param.setSourceSubsampling(2, 1, 0, 0)), new Rectangle(2, 2)))
        .isEmpty();
  }

  @Test
  void chosenBandsAreLeftToTheOperation() throws IOException {
    assertThat(
            UncopiedRead.of(
                image(param -> param.setSourceBands(new int[] {1})), new Rectangle(2, 2)))
        .isEmpty();
  }

  @Test
  void otherImagesAreLeftAlone() throws IOException {
    assertThat(UncopiedRead.of(TestCoverages.of(4, 4).image(), new Rectangle(2, 2))).isEmpty();
    ParameterBlock block = new ParameterBlock();
    block.addSource(TestCoverages.of(4, 4).image()).add(new double[] {1});
    image = JAI.create("addconst", block);
    assertThat(UncopiedRead.of(image, new Rectangle(2, 2))).isEmpty();
  }
}
