/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Writes answers as fast as their clients read them, without a thread while they don't. Who reads
 * too slowly is cut off. Files are Jetty's business: parts of them, and whether a client has them
 * already. Safe for use by several threads.
 */
final class AnswerWriter {
  /** Bytes between two looks at how far it is. */
  private static final int PART = 64 << 10;

  private final Transfers transfers;
  private final ResourceService files = new ResourceService();

  AnswerWriter(Transfers transfers) {
    this.transfers = transfers;
    files.setEtags(true);
    files.setAcceptRanges(true);
  }

  /**
   * Writes an answer; its status and headers are those of the response already.
   *
   * @param sent is told when all is sent, or can't be
   */
  void write(Answer answer, Request request, Response response, Callback sent) {
    if (answer.content().isEmpty()) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    }
    if (request.getMethod().equals("HEAD")) {
      if (answer.content().isPresent()) {
        files.doGet(request, response, sent, answer.content().get());
      } else {
        response.write(true, ByteBuffer.allocate(0), sent);
      }
      return;
    }
    Transfers.Transfer transfer =
        transfers.begin(
            Request.getRemoteAddr(request),
            () -> request.getConnectionMetaData().getConnection().getEndPoint().close());
    transfer.holds(answer.body().length);
    Response watched = new Watched(request, response, transfer);
    Callback done = Callback.from(transfer::done, sent);
    if (answer.content().isPresent()) {
      files.doGet(request, watched, done, answer.content().get());
    } else {
      Content.copy(Content.Source.from(parts(answer.body())), watched, done);
    }
  }

  /** Tells a transfer how far it is. */
  private static final class Watched extends Response.Wrapper {
    private final Transfers.Transfer transfer;

    Watched(Request request, Response response, Transfers.Transfer transfer) {
      super(request, response);
      this.transfer = transfer;
    }

    @Override
    public void write(boolean last, ByteBuffer part, Callback written) {
      int length = part == null ? 0 : part.remaining();
      super.write(
          last,
          part,
          Callback.from(
              () -> {
                transfer.moved(length);
                written.succeeded();
              },
              written::failed));
    }
  }

  private static ByteBuffer[] parts(byte[] body) {
    ByteBuffer[] parts = new ByteBuffer[(body.length + PART - 1) / PART];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = ByteBuffer.wrap(body, i * PART, Math.min(PART, body.length - i * PART)).slice();
    }
    return parts;
  }
}
