/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * One directory of a TIFF or BigTIFF, which describes one image: the {@linkplain TiffTag tags} that
 * decide what is read, as they stand in the file. Immutable.
 */
final class TiffDirectory {
  private static final int MOST_DIRECTORIES = 4096;
  private static final int MOST_ENTRIES = 65_536;

  private final ByteOrder order;
  private final Map<TiffTag, Field> fields;

  private record Field(int type, int count, ByteBuffer values) {}

  private TiffDirectory(ByteOrder order, Map<TiffTag, Field> fields) {
    this.order = order;
    this.fields = fields;
  }

  /**
   * Reads the directories of a file that starts as a TIFF.
   *
   * @return one for each image, in the order of the file; at least one
   * @throws InputException if the file is cut off within them, or if a tag is not of its type or
   *     has not its number of values
   */
  static List<TiffDirectory> all(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return all(file, bytes);
    }
  }

  /**
   * The same of a file that is open.
   *
   * @param bytes are left open
   */
  static List<TiffDirectory> all(Path file, FileBytes bytes) throws IOException {
    try {
      return new Parser(file, bytes).directories();
    } catch (EOFException e) {
      throw new InputException(
          Problem.of(
              file,
              " can't be read as a GeoTIFF: it is cut off after "
                  + bytes.length()
                  + " bytes; copy or download it again."),
          e);
    }
  }

  /** Of all numbers in the file. */
  ByteOrder order() {
    return order;
  }

  boolean has(TiffTag tag) {
    return fields.containsKey(tag);
  }

  /** The first value of a tag. */
  long number(TiffTag tag, long otherwise) {
    Field field = fields.get(tag);
    return field == null ? otherwise : whole(field, 0);
  }

  /** All values of a tag; none if it is missing. */
  long[] numbers(TiffTag tag) {
    Field field = fields.get(tag);
    long[] numbers = new long[field == null ? 0 : field.count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = whole(field, i);
    }
    return numbers;
  }

  /** All values of a tag of doubles; none if it is missing. */
  List<Double> doubles(TiffTag tag) {
    Field field = fields.get(tag);
    List<Double> doubles = new ArrayList<>();
    for (int i = 0; field != null && i < field.count; i++) {
      doubles.add(field.values.getDouble(8 * i));
    }
    return doubles;
  }

  /** What a tag of text says up to its first NUL: in UTF-8 or, if it is not, in ISO 8859-1. */
  Optional<String> text(TiffTag tag) {
    Field field = fields.get(tag);
    if (field == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = field.values.duplicate();
    int length = 0;
    while (length < bytes.limit() && bytes.get(length) != 0) {
      length++;
    }
    bytes.limit(length);
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString());
    } catch (CharacterCodingException e) {
      return Optional.of(StandardCharsets.ISO_8859_1.decode(bytes).toString());
    }
  }

  private static long whole(Field field, int index) {
    return switch (field.type) {
      case Parser.SHORT -> field.values.getShort(2 * index) & 0xFFFF;
      case Parser.LONG -> field.values.getInt(4 * index) & 0xFFFF_FFFFL;
      default -> field.values.getLong(8 * index);
    };
  }

  /** Reads one file. */
  private static final class Parser {
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final Path file;
    private final FileBytes in;
    private final ByteOrder order;
    private final boolean big;

    Parser(Path file, FileBytes in) throws IOException {
      this.file = file;
      this.in = in;
      byte[] first = new byte[1];
      in.read(0, first, 0, 1);
      order = first[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      big = read(2, 2).getShort() == 43;
    }

    List<TiffDirectory> directories() throws IOException {
      List<TiffDirectory> all = new ArrayList<>();
      Set<Long> seen = new HashSet<>();
      long at = offset(read(big ? 8 : 4, word()));
      do {
        if (!seen.add(at) || all.size() == MOST_DIRECTORIES) {
          throw damaged("its directories run in a circle");
        }
        long entries = big ? read(at, 8).getLong() : read(at, 2).getShort() & 0xFFFF;
        if (entries < 1 || entries > MOST_ENTRIES) {
          throw damaged("a directory has " + entries + " entries");
        }
        int start = big ? 8 : 2;
        int size = (big ? 20 : 12) * (int) entries;
        all.add(directory(read(at + start, size), (int) entries));
        at = offset(read(at + start + size, word()));
      } while (at != 0);
      return List.copyOf(all);
    }

    private TiffDirectory directory(ByteBuffer entries, int count) throws IOException {
      Map<TiffTag, Field> fields = new EnumMap<>(TiffTag.class);
      for (int i = 0; i < count; i++) {
        int number = entries.getShort() & 0xFFFF;
        int type = entries.getShort() & 0xFFFF;
        long values = offset(entries);
        int here = entries.position();
        entries.position(here + word());
        TiffTag tag = TiffTag.of(number);
        if (tag == null) {
          continue;
        }
        if (!tag.holds(type)) {
          throw damaged("its tag " + tag + " has values of type " + type);
        }
        if (!tag.holdsSoMany(values) || values > in.length()) {
          throw damaged("its tag " + tag + " has " + values + " values");
        }
        if (values * size(type) > Integer.MAX_VALUE) {
          throw damaged("its tag " + tag + " has " + values + " values");
        }
        int size = (int) values * size(type);
        ByteBuffer held =
            size <= word()
                ? entries.slice(here, size).order(order)
                : read(offset(entries.duplicate().order(order).position(here)), size);
        if (fields.put(tag, new Field(type, (int) values, held)) != null) {
          throw damaged("its tag " + tag + " is there twice");
        }
      }
      return new TiffDirectory(order, fields);
    }

    private ByteBuffer read(long position, int length) throws IOException {
      if (position < 0 || position + length > in.length()) {
        throw new EOFException();
      }
      byte[] bytes = new byte[length];
      in.read(position, bytes, 0, length);
      return ByteBuffer.wrap(bytes).order(order);
    }

    private int word() {
      return big ? 8 : 4;
    }

    private long offset(ByteBuffer from) {
      return big ? from.getLong() : from.getInt() & 0xFFFF_FFFFL;
    }

    private static int size(int type) {
      return switch (type) {
        case 2 -> 1;
        case SHORT -> 2;
        case LONG -> 4;
        default -> 8;
      };
    }

    private InputException damaged(String how) {
      return damagedHeader(file, how);
    }
  }

  /** A header that says what can't be. */
  static InputException damagedHeader(Path file, String how) {
    return new InputException(
        file,
        " can't be read as a GeoTIFF: "
            + how
            + ", so its header is damaged; copy, download or make it again.");
  }
}
