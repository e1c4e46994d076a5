/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the body of one request, without a thread while nothing comes. */
final class BodyReader {
  /** Most clients send everything before they read what is wrong with it. */
  private static final int SWALLOWED = 16 << 20;

  /** What becomes of it; one of them is called, once. */
  interface Outcome {
    /** All of it is here. */
    void whole(byte[] body);

    /** It is larger than what is taken, and mostly read all the same. */
    void tooLarge();

    /** It came too slowly, or another needs its place. */
    void gaveWay();

    /** The client ended it. */
    void cutOff();
  }

  private final Request request;
  private final int mostBytes;
  private final Transfers transfers;
  private final Outcome outcome;
  private final AtomicBoolean over = new AtomicBoolean();
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private Transfers.Transfer transfer;
  private long received;

  BodyReader(Request request, int mostBytes, Transfers transfers, Outcome outcome) {
    this.request = request;
    this.mostBytes = mostBytes;
    this.transfers = transfers;
    this.outcome = outcome;
  }

  /** Reads what is there; goes on, in any thread, when more is. */
  void read() {
    while (!over.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        if (transfer == null) { // one that comes at once is nobody's burden
          transfer =
              transfers.begin(Request.getRemoteAddr(request), () -> finish(outcome::gaveWay));
          transfer.holds(body.size());
        }
        request.demand(this::read);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        finish(outcome::cutOff);
        return;
      }
      take(chunk);
      chunk.release();
      if (chunk.isLast()) {
        finish(received > mostBytes ? outcome::tooLarge : this::whole);
      } else if (received > (long) mostBytes + SWALLOWED) {
        finish(outcome::tooLarge);
      }
    }
  }

  private void whole() {
    outcome.whole(body.toByteArray());
  }

  private void take(Content.Chunk chunk) {
    int bytes = chunk.remaining();
    received += bytes;
    if (received > mostBytes) {
      body = new ByteArrayOutputStream(0);
    } else if (bytes > 0) {
      byte[] part = new byte[bytes];
      chunk.getByteBuffer().get(part);
      body.writeBytes(part);
    }
    if (transfer != null) {
      transfer.moved(bytes);
      transfer.holds(body.size());
    }
  }

  private void finish(Runnable what) {
    if (over.compareAndSet(false, true)) {
      if (transfer != null) {
        transfer.done();
      }
      what.run();
    }
  }
}
