/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A decoder of JPEG 2000 codestreams (ITU-T Rec. T.800, ISO/IEC 15444-1, whose clauses the comments
 * name): only the code-blocks that a window needs are decoded, in any of the stored resolutions.
 *
 * <p>Why there is one here: the only decoders in Java on Maven Central descend from JJ2000, whose
 * licence does not go together with the GPL, and which goes on where a file ends as if what is
 * missing were zeros. This one refuses a codestream whose tiles, packets or lengths do not add up.
 * A bit that was changed within the packed pixels can't be noticed as a rule: nothing in the format
 * tells.
 *
 * <p>{@link org.iikmc.raster.jpeg2000.Codestream} is the way in. {@code HeaderReader} reads marker
 * segments, {@code Packets} finds the bytes of each code-block of a tile, {@code BlockDecoder}
 * unpacks one, {@code TileDecoder} puts them together by inverse wavelet transforms.
 */
package org.iikmc.raster.jpeg2000;
