/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Serializable;

/**
 * What a source wants to know of the pixels of a block beside its samples, for a picture of the
 * scene, say. It is made where the block is opened, which may be another machine, and {@linkplain
 * SampleSource#take taken} where the source is. Small, and not changed any more.
 */
public interface Glimpse extends Serializable {}
