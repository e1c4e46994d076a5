/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/**
 * Saves a model under a path of any file system that Spark has: {@code metadata} as Spark writes it
 * for every stage, {@value #SIGNATURES} and {@value #FIT}.
 */
final class ModelWriter extends MLWriter {
  static final String SIGNATURES = "signatures.json";
  static final String FIT = "fit.json";

  private final InterImageKMeansModel model;

  ModelWriter(InterImageKMeansModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter.saveMetadata(model, path, sparkSession());
    try {
      write(new Path(path, SIGNATURES), model.signaturesJson());
      write(new Path(path, FIT), JsonMapper.builder().build().writeValueAsString(model.figures()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, String text) throws IOException {
    try (OutputStream out =
        file.getFileSystem(sparkSession().sparkContext().hadoopConfiguration()).create(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
