/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import org.geotools.api.referencing.datum.Ellipsoid;
import si.uom.SI;

/**
 * The sphere on which places of an ellipsoid keep their areas: J. P. Snyder, "Map Projections: A
 * Working Manual", US Geological Survey Professional Paper 1395, 1987, equations 3-11 to 3-13.
 * Places are longitude and latitude in degrees, areas in m². Immutable.
 */
final class AuthalicSphere {
  private final double eccentricity;
  private final double atPole;
  private final double squaredRadius;

  AuthalicSphere(Ellipsoid ellipsoid) {
    double major =
        ellipsoid.getAxisUnit().getConverterTo(SI.METRE).convert(ellipsoid.getSemiMajorAxis());
    double ratio = ellipsoid.getSemiMinorAxis() / ellipsoid.getSemiMajorAxis();
    eccentricity = Math.sqrt(Math.max(0, 1 - ratio * ratio));
    atPole = q(1);
    squaredRadius = major * major * atPole / 2;
  }

  /**
   * The sine of the authalic latitude.
   *
   * @param latitude geodetic, in radians; what is beyond a pole counts as the pole
   */
  private double sine(double latitude) {
    double within = Math.max(-Math.PI / 2, Math.min(Math.PI / 2, latitude));
    return q(Math.sin(within)) / atPole;
  }

  private double q(double sine) {
    if (eccentricity < 1e-9) {
      return 2 * sine;
    }
    double scaled = eccentricity * sine;
    double squared = eccentricity * eccentricity;
    return (1 - squared) * (sine / (1 - scaled * scaled) + atanh(scaled) / eccentricity);
  }

  private static double atanh(double x) {
    return (Math.log1p(x) - Math.log1p(-x)) / 2;
  }

  /**
   * Area between two meridians and two parallels.
   *
   * @param corners four places, of which the first and the third are opposite
   */
  double zone(double[] corners) {
    return Math.abs(
        squaredRadius
            * Math.toRadians(corners[4] - corners[0])
            * (sine(Math.toRadians(corners[5])) - sine(Math.toRadians(corners[1]))));
  }

  /**
   * Area of a quadrilateral of great circles.
   *
   * @param corners four places, one after the other around it
   * @return NaN if a place has NaN
   */
  double quadrilateral(double[] corners) {
    double[][] places = new double[4][];
    for (int i = 0; i < 4; i++) {
      double sine = sine(Math.toRadians(corners[2 * i + 1]));
      double cosine = Math.sqrt(Math.max(0, 1 - sine * sine));
      double longitude = Math.toRadians(corners[2 * i]);
      places[i] = new double[] {cosine * Math.cos(longitude), cosine * Math.sin(longitude), sine};
    }
    return squaredRadius
        * Math.abs(
            excess(places[0], places[1], places[2]) + excess(places[0], places[2], places[3]));
  }

  /**
   * Of a spherical triangle, with its sign: A. Van Oosterom and J. Strackee, "The solid angle of a
   * plane triangle", IEEE Transactions on Biomedical Engineering 30, 1983, of differences, which
   * small triangles need.
   */
  private static double excess(double[] a, double[] b, double[] c) {
    double ux = b[0] - a[0];
    double uy = b[1] - a[1];
    double uz = b[2] - a[2];
    double vx = c[0] - a[0];
    double vy = c[1] - a[1];
    double vz = c[2] - a[2];
    double triple =
        a[0] * (uy * vz - uz * vy) + a[1] * (uz * vx - ux * vz) + a[2] * (ux * vy - uy * vx);
    return 2 * Math.atan2(triple, 1 + dot(a, b) + dot(b, c) + dot(c, a));
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
