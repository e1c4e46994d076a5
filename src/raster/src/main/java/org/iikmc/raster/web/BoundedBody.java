/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The bytes of an answer, no more than so many: the connection is closed when more come, since a
 * server may send a whole file where a part of it was asked for.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int most;
  private final Runnable moved;
  private Flow.Subscription subscription;

  /**
   * @param most bytes; 0 to read none, whatever comes
   * @param moved is told that bytes have come
   */
  BoundedBody(int most, Runnable moved) {
    this.most = most;
    this.moved = moved;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription to) {
    subscription = to;
    if (most == 0) {
      to.cancel();
      whole.complete(new byte[0]);
    } else {
      to.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    moved.run();
    for (ByteBuffer part : parts) {
      if (bytes.size() + part.remaining() > most) {
        subscription.cancel();
        whole.completeExceptionally(new TooLong());
        return;
      }
      byte[] next = new byte[part.remaining()];
      part.get(next);
      bytes.writeBytes(next);
    }
  }

  @Override
  public void onError(Throwable error) {
    whole.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }

  /** More bytes came than were wanted. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLong() {
      super("more bytes came than were asked for");
    }
  }
}
