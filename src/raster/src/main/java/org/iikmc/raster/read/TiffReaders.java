/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import it.geosolutions.imageio.stream.input.FileImageInputStreamExtImpl;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Open TIFF readers of one run, and room to read blocks into. A reader serves one thread at a time,
 * so there are as many of a file as threads read it at once; only so many that nobody uses stay
 * open, since a long series has more files than a process may open. A file that was replaced gets
 * new readers. Safe for use by several threads.
 */
public final class TiffReaders implements Closeable {
  private static final int MOST_IDLE = 64;
  private static final int MOST_ROOMS = 64;

  /** Bytes of a room that is kept: those of an image that is one strip are not. */
  private static final long MOST_ROOM = 16 << 20;

  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Deque<BlockRoom> rooms = new ArrayDeque<>();
  private final int mostIdle;
  private boolean closed;

  /** Of a run that closes them. */
  public TiffReaders() {
    this(MOST_IDLE);
  }

  /**
   * @param mostIdle readers that stay open while nobody uses them; 0 if nobody will close these
   */
  TiffReaders(int mostIdle) {
    this.mostIdle = mostIdle;
  }

  private record Idle(Open open, ImageReader reader) {}

  /** A file as it was when it was opened: another one may have its name now. */
  private record Open(Path file, FileState state) {
    static Open now(Path file) throws IOException {
      return new Open(file, FileState.of(file));
    }
  }

  /** What is done with a reader while nobody else uses it. */
  interface Use<T> {
    T apply(ImageReader reader) throws IOException;
  }

  <T> T with(Path file, Use<T> use) throws IOException {
    Open open = Open.now(file);
    ImageReader reader = take(open);
    boolean whole = false;
    try {
      T result = use.apply(reader);
      whole = true;
      return result;
    } finally {
      if (whole) {
        giveBack(open, reader);
      } else {
        dispose(reader); // its state is unknown
      }
    }
  }

  /** What is done with room while nobody else uses it. */
  interface RoomUse<T> {
    T apply(BlockRoom room) throws IOException;
  }

  <T> T withRoom(RoomUse<T> use) throws IOException {
    BlockRoom room;
    synchronized (this) {
      room = rooms.isEmpty() ? new BlockRoom() : rooms.removeFirst();
    }
    T result = use.apply(room);
    synchronized (this) {
      if (!closed && rooms.size() < MOST_ROOMS && room.size() <= MOST_ROOM) {
        rooms.addFirst(room);
      }
    }
    return result;
  }

  private ImageReader take(Open open) throws IOException {
    synchronized (this) {
      for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
        Idle candidate = each.next();
        if (candidate.open.equals(open)) {
          each.remove();
          return candidate.reader;
        }
        if (candidate.open.file.equals(open.file)) {
          each.remove();
          dispose(candidate.reader);
        }
      }
    }
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
    reader.setInput(input(open.file), false, true);
    return reader;
  }

  private static ImageInputStream input(Path file) throws IOException {
    return FileBytes.isLocal(file)
        ? new FileImageInputStreamExtImpl(file.toFile())
        : new BytesInput(file);
  }

  private void giveBack(Open open, ImageReader reader) throws IOException {
    ImageReader surplus = null;
    synchronized (this) {
      if (closed) {
        surplus = reader;
      } else {
        idle.addFirst(new Idle(open, reader));
        if (idle.size() > mostIdle) {
          surplus = idle.removeLast().reader;
        }
      }
    }
    if (surplus != null) {
      dispose(surplus);
    }
  }

  private static void dispose(ImageReader reader) throws IOException {
    ImageInputStream input = (ImageInputStream) reader.getInput();
    reader.dispose();
    input.close();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    rooms.clear();
    while (!idle.isEmpty()) {
      dispose(idle.removeFirst().reader);
    }
  }
}
