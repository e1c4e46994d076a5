/**
 * What makes dates comparable: an affine map per scene, found from what the product says, from the
 * statistics of each scene, or from ground that did not change; and the metric by which pixels are
 * compared. Works on values of common ground that the jobs collect; knows no rasters.
 */
package org.iikmc.job.harmonize;
