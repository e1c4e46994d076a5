/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import static org.iikmc.raster.simulate.ValueNoise.step;

import org.iikmc.raster.simulate.Ground.Kind;

/**
 * The ground that all scenes of a series show, by pixel position in the grid of the first scene.
 * Always the same for one size and noise, but not thread-safe, because it remembers where it was
 * asked last; another is quickly made.
 *
 * <p>The layout (coast, river, hills) spans the scene whatever its size; details (towns, woods,
 * lakes, parcels) stop growing at 1024 pixels, so that a large scene gets more of them.
 */
final class Landscape {
  private final double size;
  private final double unit;
  private final double parcelSize;
  private final NoiseReader warpX;
  private final NoiseReader warpY;
  private final NoiseReader course;
  private final NoiseReader shifts;
  private final NoiseReader relief;
  private final NoiseReader reliefBeside;
  private final NoiseReader lakes;
  private final ValueNoise towns;
  private final NoiseReader woods;
  private final NoiseReader variety;
  private final NoiseReader dryness;
  private final NoiseReader texture;
  private final ValueNoise parcels;

  Landscape(int size, ValueNoise noise) {
    this.size = size;
    unit = unit(size);
    parcelSize = Math.max(8, unit / 24);
    warpX = new NoiseReader(noise.derive(0), 3);
    warpY = new NoiseReader(noise.derive(0), 3);
    course = new NoiseReader(noise.derive(1), 2);
    shifts = new NoiseReader(noise.derive(1), 2);
    relief = new NoiseReader(noise.derive(2), 6);
    reliefBeside = new NoiseReader(noise.derive(2), 6);
    lakes = new NoiseReader(noise.derive(3), 4);
    towns = noise.derive(4);
    woods = new NoiseReader(noise.derive(5), 5);
    variety = new NoiseReader(noise.derive(6), 2);
    dryness = new NoiseReader(noise.derive(6), 3);
    texture = new NoiseReader(noise.derive(7), 3);
    parcels = noise.derive(8);
  }

  /** Length in pixels that details are measured in, by the size of the scene. */
  static double unit(int size) {
    return Math.min(size, 1024);
  }

  /** The ground at a pixel; x grows to the east, y to the south. */
  Ground at(int x, int y) {
    double u = x / unit;
    double v = y / unit;
    // Bending the plane before anything is drawn on it turns smooth lines into meanders and coves.
    double bendX = (warpX.at(5 * u, 5 * v) - 0.5) * 0.22 * unit;
    double bendY = (warpY.at(5 * u + 50, 5 * v) - 0.5) * 0.22 * unit;
    double east = (x + bendX) / size;
    double south = (y + bendY) / size;
    double riverLine = 0.8 - 0.42 * east + 0.3 * (course.at(3 * east, 0) - 0.5);
    double north = riverLine - south;
    double fine = 2 * texture.at(x / 10.0, y / 10.0) - 1;
    double slow = step(0.25, 0.75, variety.at(6 * u, 6 * v));

    double toRiver = Math.abs(north) * size;
    double riverWidth = unit * (0.006 + 0.009 * slow) + 0.7;
    double toSea = (east + 0.9 * (1 - south) - 0.34) * size;
    if (toSea < 0) {
      return new Ground(Kind.WATER, 0, 0, step(0, 0.12 * size, -toSea), fine, 0);
    }
    double height = height(relief, x, y, north);
    boolean lake = height < 0.1 && lakes.at(4.5 * u, 4.5 * v, 0.73) > 0.73;
    if (toRiver < riverWidth || lake) {
      return new Ground(Kind.WATER, 0, 0, toRiver < riverWidth ? 0 : 0.5, fine, 0);
    }
    if (toSea < 0.008 * unit || toRiver < riverWidth * (0.7 + 0.5 * slow + 0.6 * fine)) {
      return new Ground(Kind.SOIL, 0, 0, 1, fine, 0.5);
    }
    double wood = woods.at(7 * u, 7 * v);
    if (height < 0.12) {
      Ground town = town(x, y, wood, fine);
      return town != null ? town : plain(x, y, wood, slow, fine);
    }
    double slope = (height - height(reliefBeside, x + 2, y + 2, north)) * unit / 100;
    Kind kind = height > 0.8 ? Kind.SOIL : wood > 0.44 ? Kind.FOREST : Kind.GRASS;
    return new Ground(kind, height, slope, 0.6 * slow, fine, 0.5);
  }

  /** Hills stand north of the river, the higher the farther. */
  private double height(NoiseReader folds, int x, int y, double north) {
    double foot = step(0.12, 0.4, north);
    if (foot == 0) {
      return 0;
    }
    double fold = folds.at(4 * x / unit, 4 * y / unit);
    return foot * (1.05 - 3.8 * Math.abs(fold - 0.5));
  }

  private Ground plain(int x, int y, double wood, double slow, double fine) {
    if (wood > 0.64) {
      return new Ground(Kind.FOREST, 0, 0, slow, fine, 0.5);
    }
    double dry = dryness.at(2.5 * x / unit + 90, 2.5 * y / unit);
    if (dry > 0.68) {
      return new Ground(Kind.SOIL, 0, 0, step(0.68, 0.74, dry), fine, 0.5);
    }
    if (dry > 0.62 || wood < 0.3) {
      return new Ground(Kind.GRASS, 0, 0, slow, fine, 0.5);
    }
    double parcel = parcel(x, y);
    Kind kind = parcel < 0.04 ? Kind.FOREST : parcel < 0.12 ? Kind.GRASS : Kind.FIELD;
    return new Ground(kind, 0, 0, slow, fine, parcel);
  }

  /** Parcels are strips of blocks; each district ploughs in a direction of its own. */
  private double parcel(int x, int y) {
    double district = 7 * parcelSize;
    double shift = 0.5 * district * shifts.at(x / district, y / district + 30);
    int i = (int) Math.floor((x + shift) / district);
    int j = (int) Math.floor((y - shift) / district);
    double turn = 2 * parcels.cell(i, j) - 1;
    double length = parcelSize * Math.sqrt(1 + turn * turn);
    double p = (x + turn * y) / length;
    double q = (y - turn * x) / (0.7 * length);
    int column = (int) Math.floor(p);
    int row = (int) Math.floor(q);
    double cut = parcels.derive(1).cell(column, row);
    double along = cut < 0.5 ? p - column : q - row;
    int strips = 1 + (int) (8 * cut) % 4;
    int strip = (int) (along * strips);
    return parcels.derive(2 + strip).cell(column + 131 * i, row + 131 * j);
  }

  /** The town of the surrounding half unit, or null outside it. */
  private Ground town(int x, int y, double wood, double fine) {
    double pitch = 0.5 * unit;
    int i = (int) Math.floor(x / pitch);
    int j = (int) Math.floor(y / pitch);
    double dx = x / pitch - i - 0.3 - 0.4 * towns.cell(2 * i, 2 * j);
    double dy = y / pitch - j - 0.3 - 0.4 * towns.cell(2 * i + 1, 2 * j);
    double growth = towns.cell(2 * i, 2 * j + 1);
    double radius = 0.08 + 0.22 * growth * growth;
    double edge = Math.hypot(dx, dy) / radius + 3 * (wood - 0.5);
    if (edge > 1) {
      return null;
    }
    double turn = towns.cell(2 * i + 1, 2 * j + 1);
    double length = Math.sqrt(1 + turn * turn);
    double p = (x + turn * y) / length / 6;
    double q = (y - turn * x) / length / 8;
    int column = (int) Math.floor(p);
    int row = (int) Math.floor(q);
    double block = towns.derive(1).cell(column, row);
    double density = 1 - step(0.2, 1, edge);
    if (block < 0.06) {
      return new Ground(Kind.GRASS, 0, 0, 0.8, fine, 0.5);
    }
    boolean street = p - column < 1 / 6.0 || q - row < 1 / 8.0;
    return new Ground(street ? Kind.STREET : Kind.BLOCK, 0, 0, density, fine, block);
  }
}
