/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;

/** Hadoop's client of this machine's files, under a scheme that Java knows only by a provider. */
public final class LocalHadoop extends FilterFileSystem {
  static final String SCHEME = "testing";

  /** Questions after single files, of all tests. */
  static final AtomicInteger ASKED = new AtomicInteger();

  /** Reads of that scheme. */
  public static final class Provider extends HadoopProvider {
    public Provider() {
      super(SCHEME, Duration.ofHours(1));
    }
  }

  public LocalHadoop() {
    super(new RawLocalFileSystem());
  }

  static java.nio.file.Path path(java.nio.file.Path local) {
    return java.nio.file.Path.of(URI.create(SCHEME + "://" + local.toUri().getRawPath()));
  }

  private static Path local(Path path) {
    return new Path("file", null, path.toUri().getPath());
  }

  @Override
  public void initialize(URI name, Configuration settings) throws IOException {
    super.initialize(URI.create("file:///"), settings);
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    ASKED.incrementAndGet();
    return fs.getFileStatus(local(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return fs.listStatus(local(path));
  }

  @Override
  public void access(Path path, FsAction action) throws IOException {
    fs.access(local(path), action);
  }

  @Override
  public FutureDataInputStreamBuilder openFile(Path path) throws IOException {
    return fs.openFile(local(path));
  }
}
