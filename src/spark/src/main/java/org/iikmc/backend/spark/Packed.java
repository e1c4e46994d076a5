/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.iikmc.kmeans.problem.InputException;

/**
 * Something as bytes, small and the same whatever serializer a user has chosen for Spark: blocks
 * know their scenes, and a reference system is long.
 *
 * @param <T> of what
 * @param bytes not to be written
 */
record Packed<T extends Serializable>(byte[] bytes) implements Serializable {
  /**
   * Packs.
   *
   * @throws InputException if its pixels are in the memory of this machine alone
   */
  static <T extends Serializable> Packed<T> of(T thing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(new GZIPOutputStream(bytes))) {
      out.writeObject(thing);
    } catch (NotSerializableException e) {
      throw new InputException(
          "Pixels in the memory of one machine can't be read by others; give scenes as files.", e);
    }
    return new Packed<>(bytes.toByteArray());
  }

  /** What was packed, made anew. */
  @SuppressWarnings("unchecked")
  T open() throws IOException {
    try (ObjectInputStream in = new Opening(bytes)) {
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("The driver and this executor do not run the same program.", e);
    }
  }

  /**
   * Knows the classes of the program, whose jar is not on the class path that a JVM starts with.
   */
  private static final class Opening extends ObjectInputStream {
    Opening(byte[] bytes) throws IOException {
      super(new GZIPInputStream(new ByteArrayInputStream(bytes)));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(described.getName(), false, Packed.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(described); // primitive types, and classes of the caller
      }
    }
  }
}
