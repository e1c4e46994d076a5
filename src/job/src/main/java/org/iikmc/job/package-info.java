/**
 * Scenes and settings in, signatures, classified scenes and a report out: the only place where the
 * algorithm and rasters meet. Knows no service.
 */
package org.iikmc.job;
