/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Writes answers as fast as their clients read them, without a thread while they don't. Who reads
 * too slowly is cut off. Safe for use by several threads.
 */
final class AnswerWriter {
  /** Bytes between two looks at how far it is. */
  private static final int PART = 64 << 10;

  private final Transfers transfers;

  AnswerWriter(Transfers transfers) {
    this.transfers = transfers;
  }

  /**
   * Writes an answer; its status and headers are those of the response already.
   *
   * @param sent is told when all is sent, or can't be
   * @return bytes of its body
   * @throws IOException if its file is gone; nothing is told then
   */
  long write(Answer answer, Request request, Response response, Callback sent) throws IOException {
    boolean isFile = answer.file().isPresent();
    long bytes = isFile ? Files.size(answer.file().get()) : answer.body().length;
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes);
    if (bytes == 0 || request.getMethod().equals("HEAD")) {
      response.write(true, ByteBuffer.allocate(0), sent);
      return bytes;
    }
    Transfers.Transfer transfer =
        transfers.begin(
            Request.getRemoteAddr(request),
            () -> request.getConnectionMetaData().getConnection().getEndPoint().close());
    transfer.holds(answer.body().length);
    Content.copy(
        isFile
            ? Content.Source.from(answer.file().get())
            : Content.Source.from(parts(answer.body())),
        (last, part, written) -> {
          int length = part == null ? 0 : part.remaining();
          response.write(
              last,
              part,
              Callback.from(
                  () -> {
                    transfer.moved(length);
                    written.succeeded();
                  },
                  written::failed));
        },
        Callback.from(transfer::done, sent));
    return bytes;
  }

  private static ByteBuffer[] parts(byte[] body) {
    ByteBuffer[] parts = new ByteBuffer[(body.length + PART - 1) / PART];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = ByteBuffer.wrap(body, i * PART, Math.min(PART, body.length - i * PART)).slice();
    }
    return parts;
  }
}
