/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

/**
 * Descriptions of inputs that several processes have. The first sentence is the title of the input;
 * all of it is its abstract.
 */
final class InputText {
  static final String LAYERS =
      "Scenes. Layers of the catalog: workspace:layer; a layer group stands for its layers,"
          + " workspace:mosaic for all dates of a mosaic with a TIME dimension, and"
          + " workspace:mosaic@2018-04-05 for one of them. Repeat the input, or put commas between"
          + " names. Scenes may differ in grid and reference system, but must have the same bands.";
  static final String BANDS =
      "Bands. Names or numbers from 1 with commas between them, for example B2,B3,B4 or 1,2,3;"
          + " default: all but a quality band.";
  static final String NODATA =
      "Further nodata value. A number that means no data, beside those that the coverages name. NaN"
          + " and infinities never count.";
  static final String MASK =
      "Mask. qa: leave out fill, cloud, cloud shadow and cirrus where a scene has a quality band"
          + " (BQA, pixel_qa, QA_PIXEL, SCL); none; or the name of a raster layer that is 0 where"
          + " pixels are left out.";
  static final String AOI =
      "Area of interest. Polygon to stay within: GML, WKT, EWKT or GeoJSON. Coordinates that name"
          + " no reference system are those of aoiCrs, or of the scenes themselves.";
  static final String AOI_CRS =
      "Reference system of the area of interest. Code such as EPSG:4326 for coordinates that name"
          + " none themselves, x or longitude first. GeoJSON in degrees needs EPSG:4326 here.";
  static final String K = "Number of classes. 1 to 255.";
  static final String MAX_ITERATIONS = "Most iterations. 1 or more.";
  static final String CHANGE_THRESHOLD =
      "Change threshold. Stop when fewer than this share of the pixels change their class: 0 to 1;"
          + " 0.01 is 1 %, 0 means when none does.";
  static final String SHIFT_TOLERANCE =
      "Shift tolerance. Stop when no signature moves as far as this distance, in the units of the"
          + " bands; 0: off.";
  static final String INIT =
      "Initial signatures. midpoint: of equal steps between the extremes of each band; percentile:"
          + " between its 2nd and 98th percentile; kmeans++: drawn by the seed.";
  static final String INIT_SIGNATURES =
      "Signatures to begin with. Instead of init: signatures of an earlier run (JSON).";
  static final String SEED = "Seed. Whole number; of whatever is random.";
  static final String SAMPLE =
      "Sample. Share of the valid pixels to find the signatures with, above 0, at most 1.";
  static final String SKIP_EMPTY =
      "Skip empty scenes. true: go on without scenes that have no valid pixel; false: refuse them.";
  static final String PALETTE =
      "Palette. categorical: distinct colours; natural: each class in its own red, green and blue.";
  static final String DEVICE = "Device. What computes: auto, cpu or gpu.";
  static final String MEMORY =
      "Memory for pixels. For example 512m or 2g; what exceeds it goes to a temporary file. The"
          + " server's own limit holds if it is less.";

  static final String ALLOWED_FLAG = IikmcProcessFactory.ALLOWED + "=true false";
  static final String ALLOWED_INIT = IikmcProcessFactory.ALLOWED + "=midpoint percentile kmeans++";
  static final String ALLOWED_PALETTE = IikmcProcessFactory.ALLOWED + "=categorical natural";
  static final String ALLOWED_DEVICE = IikmcProcessFactory.ALLOWED + "=auto cpu gpu";

  private InputText() {}
}
