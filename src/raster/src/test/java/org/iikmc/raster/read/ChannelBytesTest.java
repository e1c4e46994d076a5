/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelBytesTest {
  private static final int KIB = 1 << 10;

  /** Byte i is i modulo 251; notes what it is asked for. */
  private static final class Requests implements SeekableByteChannel {
    private final int size;
    private final int mostAtOnce;
    private final List<String> asked = new ArrayList<>();
    private long position;
    private boolean open = true;

    Requests(int size, int mostAtOnce) {
      this.size = size;
      this.mostAtOnce = mostAtOnce;
    }

    @Override
    public int read(ByteBuffer to) {
      asked.add(position + "+" + to.remaining());
      int count = Math.min(Math.min(to.remaining(), mostAtOnce), size - (int) position);
      for (int i = 0; i < count; i++) {
        to.put((byte) (position++ % 251));
      }
      return count == 0 ? -1 : count;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
      throw new UnsupportedOperationException();
    }
  }

  private static void assertThatItHas(ChannelBytes bytes, int position, int count)
      throws IOException {
    assertThatItHas(bytes, position, count, position + count);
  }

  private static void assertThatItHas(ChannelBytes bytes, int position, int count, int end)
      throws IOException {
    byte[] read = new byte[count + 2];
    bytes.read(position, read, 1, count, () -> end);
    for (int i = 0; i < count; i++) {
      assertThat(read[1 + i]).isEqualTo((byte) ((position + i) % 251));
    }
    assertThat(read[0]).isZero();
    assertThat(read[1 + count]).isZero();
  }

  @Test
  void numbersOfAHeaderAreOneRequest() throws IOException {
    Requests requests = new Requests(1000 * KIB, Integer.MAX_VALUE);
    ChannelBytes bytes = new ChannelBytes(requests);
    for (int at : new int[] {0, 2, 4, 5000, 8, 65_530}) {
      assertThatItHas(bytes, at, 4);
    }
    assertThat(requests.asked).containsExactly("0+65536");
  }

  @Test
  void blocksThatFollowEachOtherAreOneRequest() throws IOException {
    Requests requests = new Requests(1000 * KIB, Integer.MAX_VALUE);
    ChannelBytes bytes = new ChannelBytes(requests);
    int end = 400 * KIB;
    for (int at = 100 * KIB; at < end; at += 100 * KIB) {
      assertThatItHas(bytes, at, 100 * KIB, end);
    }
    assertThat(requests.asked).containsExactly("102400+" + 300 * KIB);
  }

  @Test
  void whatIsMissingOfABlockAloneIsRead() throws IOException {
    Requests requests = new Requests(1000 * KIB, Integer.MAX_VALUE);
    ChannelBytes bytes = new ChannelBytes(requests);
    assertThatItHas(bytes, 0, 8);
    assertThatItHas(bytes, 60 * KIB, 100 * KIB);
    assertThat(requests.asked).containsExactly("0+65536", "65536+" + 96 * KIB);
  }

  @Test
  void noMoreThan8MebibytesAreHeld() throws IOException {
    Requests requests = new Requests(20_000 * KIB, Integer.MAX_VALUE);
    ChannelBytes bytes = new ChannelBytes(requests);
    assertThatItHas(bytes, 0, 10, 20_000 * KIB);
    assertThat(requests.asked).containsExactly("0+" + 8192 * KIB);
  }

  @Test
  void aChannelThatGivesALittleAtATime() throws IOException {
    ChannelBytes bytes = new ChannelBytes(new Requests(3000, 7));
    assertThatItHas(bytes, 100, 2900);
    assertThatItHas(bytes, 1, 2999);
  }

  @Test
  void theEndOfTheFile() throws IOException {
    Requests requests = new Requests(3000, Integer.MAX_VALUE);
    ChannelBytes bytes = new ChannelBytes(requests);
    assertThat(bytes.length()).isEqualTo(3000);
    assertThatItHas(bytes, 2990, 10);
    for (long position : new long[] {2991, 3000, Long.MAX_VALUE, -1}) {
      assertThatThrownBy(() -> bytes.read(position, new byte[10], 0, 10))
          .isInstanceOf(EOFException.class);
    }
    bytes.close();
    assertThat(requests.isOpen()).isFalse();
  }
}
