/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.time.Duration;

/**
 * The schemes of addresses that are read through Hadoop, each a provider because Java's providers
 * have one scheme. The client of a scheme must be on Spark's class path, as hadoop-aws for {@code
 * s3a:}.
 */
public final class HadoopSchemes {
  /**
   * In which a store of objects is not asked again, as each question takes tens of milliseconds.
   * Short, since a file that was replaced should be noticed; S3 and Azure notice by themselves, as
   * files are read on condition that they still have their tag.
   */
  private static final Duration OF_OBJECTS = Duration.ofSeconds(10);

  private HadoopSchemes() {}

  /** Hadoop's own file system, which answers at once. */
  public static final class Hdfs extends HadoopProvider {
    public Hdfs() {
      super("hdfs", Duration.ZERO);
    }
  }

  /** Amazon S3 and what has the same interface. */
  public static final class S3a extends HadoopProvider {
    public S3a() {
      super("s3a", OF_OBJECTS);
    }
  }

  /** Amazon S3 where the cluster calls it so, as EMR does. */
  public static final class S3 extends HadoopProvider {
    public S3() {
      super("s3", OF_OBJECTS);
    }
  }

  /** Azure Data Lake Storage. */
  public static final class Abfs extends HadoopProvider {
    public Abfs() {
      super("abfs", OF_OBJECTS);
    }
  }

  /** Azure Data Lake Storage over TLS. */
  public static final class Abfss extends HadoopProvider {
    public Abfss() {
      super("abfss", OF_OBJECTS);
    }
  }

  /** Google Cloud Storage. */
  public static final class Gs extends HadoopProvider {
    public Gs() {
      super("gs", OF_OBJECTS);
    }
  }
}
