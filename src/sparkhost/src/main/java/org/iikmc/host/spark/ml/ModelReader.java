/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.iikmc.job.signatures.JsonFormat;
import scala.Option;

/** Reads what {@link ModelWriter} saved. */
final class ModelReader extends MLReader<InterImageKMeansModel> {
  /**
   * @throws org.iikmc.kmeans.problem.InputException if the signatures were changed and can't be
   *     used any more
   * @throws UncheckedIOException if it can't be read
   */
  @Override
  public InterImageKMeansModel load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(
            path, sparkSession(), InterImageKMeansModel.class.getName());
    try {
      Path signatures = new Path(path, ModelWriter.SIGNATURES);
      InterImageKMeansModel model =
          new InterImageKMeansModel(
              metadata.uid(),
              JsonFormat.parse(text(signatures), signatures),
              JsonMapper.builder()
                  .build()
                  .readValue(text(new Path(path, ModelWriter.FIT)), FitFigures.class));
      metadata.getAndSetParams(model, Option.empty());
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(Path file) throws IOException {
    try (InputStream in =
        file.getFileSystem(sparkSession().sparkContext().hadoopConfiguration()).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
