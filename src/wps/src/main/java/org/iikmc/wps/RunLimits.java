/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.nio.file.Path;

/**
 * What runs may take of a server.
 *
 * @param pixels of all scenes of a run, nodata included
 * @param runs that compute at once; others wait
 * @param threads of a run
 * @param memory bytes of pixels that a run keeps in memory, if the request does not say less
 * @param temporary folder for pixels that exceed it
 * @param where an administrator changes all this, for messages
 */
public record RunLimits(
    long pixels, int runs, int threads, long memory, Path temporary, String where) {}
