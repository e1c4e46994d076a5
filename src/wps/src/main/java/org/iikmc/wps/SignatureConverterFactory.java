/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import org.geotools.util.Converter;
import org.geotools.util.ConverterFactory;
import org.geotools.util.factory.Hints;

/**
 * Lets a style give signatures as text: a parameter of a rendering transformation is a literal,
 * which GeoTools converts to the type of the process's input. Found through {@code
 * META-INF/services}.
 */
public final class SignatureConverterFactory implements ConverterFactory {
  @Override
  public Converter createConverter(Class<?> source, Class<?> target, Hints hints) {
    return target == SignatureDocument.class && CharSequence.class.isAssignableFrom(source)
        ? SignatureConverterFactory::convert
        : null;
  }

  private static <T> T convert(Object source, Class<T> target) {
    return target.cast(new SignatureDocument(source.toString()));
  }
}
