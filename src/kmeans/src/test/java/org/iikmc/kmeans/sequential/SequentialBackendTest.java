/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.sequential;

import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.testing.AssignmentBackendContract;

class SequentialBackendTest extends AssignmentBackendContract {
  @Override
  protected AssignmentBackend backend() {
    return new SequentialBackend();
  }
}
