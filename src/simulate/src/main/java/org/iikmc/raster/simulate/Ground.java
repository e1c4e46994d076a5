/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

/**
 * What lies at one place whatever the date.
 *
 * @param kind use of the land
 * @param height above the plain; 0 in the plain, about 1 on the highest hills
 * @param slope rise towards the morning sun; positive slopes are lit
 * @param variety 0…1, a slow field: depth of water, share of deciduous trees, moisture of grass,
 *     paleness of soil, density of a town
 * @param texture about -1…1, a fine field: brightness within a class
 * @param parcel 0…1, equal over a field parcel or a block of houses
 */
record Ground(
    Kind kind, double height, double slope, double variety, double texture, double parcel) {
  enum Kind {
    WATER,
    FOREST,
    FIELD,
    GRASS,
    SOIL,
    BLOCK,
    STREET
  }
}
