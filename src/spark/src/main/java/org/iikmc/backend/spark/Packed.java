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
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.iikmc.kmeans.problem.InputException;

/**
 * Something as bytes, on its way between driver and executors. Java serialises it, whatever {@code
 * spark.serializer} says: Kryo knows neither records nor the lists of the JDK. Deflated, since
 * blocks know their scenes, and a reference system is long. No record either, for that reason.
 * Immutable; safe for use by several threads.
 *
 * @param <T> of what, serialisable
 */
final class Packed<T> implements Serializable {
  private static final long serialVersionUID = 1;

  private final byte[] bytes;

  /** Null before somebody asks for it. */
  private transient volatile T value;

  private Packed(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Packs.
   *
   * @throws InputException if it has pixels that are in the memory of this machine alone
   */
  static <T> Packed<T> of(T thing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (ObjectOutputStream out =
        new ObjectOutputStream(new DeflaterOutputStream(bytes, deflater))) {
      out.writeObject(thing);
    } catch (NotSerializableException e) {
      throw new InputException(
          "What is in the memory of one machine can't be read by others ("
              + e.getMessage()
              + "); give scenes as files.",
          e);
    } finally {
      deflater.end();
    }
    return new Packed<>(bytes.toByteArray());
  }

  /** What was packed, made anew each time. */
  @SuppressWarnings("unchecked")
  T open() throws IOException {
    try (ObjectInputStream in = new Opening(bytes)) {
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("The driver and this executor do not run the same program.", e);
    }
  }

  /** What was packed, made once and shared by all who ask here. */
  T value() throws IOException {
    T known = value;
    if (known == null) {
      known = open();
      value = known;
    }
    return known;
  }

  /**
   * Knows the classes of the program, whose jar is not on the class path that a JVM starts with.
   */
  private static final class Opening extends ObjectInputStream {
    Opening(byte[] bytes) throws IOException {
      super(new InflaterInputStream(new ByteArrayInputStream(bytes)));
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
