/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.nio.file.Path;

/**
 * What belongs to a run and to the runs chained to it.
 *
 * @param mayWrite what its client is allowed to
 * @param listener who is told of progress, and tells of dismissal
 * @param folder for its files; may not exist yet
 */
record RunContext(boolean mayWrite, RunListener listener, Path folder) {}
