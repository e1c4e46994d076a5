/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.Optional;
import org.geotools.api.parameter.GeneralParameterDescriptor;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterDescriptor;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.io.GridCoverage2DReader;

/** What a reader of coverages can be told. */
final class ReadParameter {
  private ReadParameter() {}

  /**
   * A parameter with a value.
   *
   * @return empty if the reader knows none of this name
   */
  static Optional<GeneralParameterValue> of(
      GridCoverage2DReader reader, String name, Object value) {
    for (GeneralParameterDescriptor descriptor :
        reader.getFormat().getReadParameters().getDescriptor().descriptors()) {
      if (descriptor.getName().getCode().equals(name)
          && descriptor instanceof ParameterDescriptor<?> single) {
        ParameterValue<?> parameter = single.createValue();
        parameter.setValue(value);
        return Optional.of(parameter);
      }
    }
    return Optional.empty();
  }
}
