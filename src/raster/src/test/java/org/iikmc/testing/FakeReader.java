/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.media.jai.ImageLayout;
import org.geotools.api.coverage.grid.Format;
import org.geotools.api.data.CloseableIterator;
import org.geotools.api.data.FileGroupProvider.FileGroup;
import org.geotools.api.data.FileResourceInfo;
import org.geotools.api.data.Query;
import org.geotools.api.data.ResourceInfo;
import org.geotools.api.parameter.GeneralParameterDescriptor;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.data.DefaultResourceInfo;
import org.geotools.gce.geotiff.GeoTiffFormat;
import org.geotools.parameter.DefaultParameterDescriptorGroup;
import org.geotools.parameter.ParameterGroup;
import org.geotools.referencing.operation.transform.ProjectiveTransform;

/** A reader that answers as a test wants, and remembers what it was asked. */
public final class FakeReader extends AbstractGridCoverage2DReader {
  /** What is delivered for a window, in pixels of the whole coverage. */
  public interface Answer {
    GridCoverage2D to(Rectangle asked) throws IOException;
  }

  /** Every request: its window, then its parameters. */
  public final List<List<GeneralParameterValue>> requests = new CopyOnWriteArrayList<>();

  private final Answer answer;
  private final GeneralParameterDescriptor[] known;
  private ImageLayout layout;
  private List<FileGroup> files = List.of();

  /**
   * @param range of all pixels
   * @param corners from the corners of pixels
   * @param known parameters of the format
   */
  public FakeReader(
      Rectangle range,
      CoordinateReferenceSystem system,
      AffineTransform corners,
      Answer answer,
      GeneralParameterDescriptor... known) {
    this.answer = answer;
    this.known = known;
    coverageName = "fake";
    crs = system;
    originalGridRange = new GridEnvelope2D(range);
    AffineTransform centers = new AffineTransform(corners);
    centers.translate(0.5, 0.5);
    raster2Model = ProjectiveTransform.create(centers);
  }

  /** Of 30 m pixels from (500000, 4500000) south-east, with all parameters that count. */
  public static FakeReader utm(int width, int height, Answer answer) {
    return new FakeReader(
        new Rectangle(width, height),
        TestCoverages.crs("EPSG:32618", true),
        new AffineTransform(30, 0, 0, -30, 500_000, 4_500_000),
        answer,
        AbstractGridFormat.READ_GRIDGEOMETRY2D,
        AbstractGridFormat.OVERVIEW_POLICY,
        AbstractGridFormat.USE_JAI_IMAGEREAD,
        AbstractGridFormat.TIME);
  }

  /** Says that the coverage is stored in tiles of this size. */
  public FakeReader tiles(int width, int height) {
    layout = new ImageLayout(0, 0, 1, 1, 0, 0, width, height, null, null);
    return this;
  }

  /** Says that it is a mosaic of these files. */
  public FakeReader mosaic(FileGroup... all) {
    files = Arrays.asList(all);
    return this;
  }

  private static final class Files extends DefaultResourceInfo implements FileResourceInfo {
    private final List<FileGroup> all;

    Files(List<FileGroup> all) {
      this.all = all;
    }

    @Override
    public CloseableIterator<FileGroup> getFiles(Query query) {
      Iterator<FileGroup> iterator = all.iterator();
      return new CloseableIterator<>() {
        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public FileGroup next() {
          return iterator.next();
        }

        @Override
        public void close() {}
      };
    }
  }

  @Override
  public ResourceInfo getInfo(String name) {
    return files.isEmpty() ? super.getInfo(name) : new Files(files);
  }

  /** Value of a parameter of a request; null if it has none. */
  public static Object value(List<GeneralParameterValue> request, String name) {
    return request.stream()
        .filter(parameter -> parameter.getDescriptor().getName().getCode().equals(name))
        .map(parameter -> ((ParameterValue<?>) parameter).getValue())
        .findFirst()
        .orElse(null);
  }

  /** Windows of the requests so far. */
  public List<Rectangle> windows() {
    return requests.stream().map(FakeReader::window).toList();
  }

  private static Rectangle window(List<GeneralParameterValue> request) {
    String name = AbstractGridFormat.READ_GRIDGEOMETRY2D.getName().getCode();
    return new Rectangle(((GridGeometry2D) value(request, name)).getGridRange2D());
  }

  @Override
  public GridCoverage2D read(GeneralParameterValue[] parameters) throws IOException {
    requests.add(List.copyOf(Arrays.asList(parameters)));
    return answer.to(window(Arrays.asList(parameters)));
  }

  @Override
  public ImageLayout getImageLayout(String name) {
    return layout;
  }

  @Override
  public Format getFormat() {
    return new GeoTiffFormat() {
      {
        readParameters =
            new ParameterGroup(new DefaultParameterDescriptorGroup(Map.of("name", "fake"), known));
      }
    };
  }
}
