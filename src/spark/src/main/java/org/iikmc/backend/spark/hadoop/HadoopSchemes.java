/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

/**
 * The schemes of addresses that are read through Hadoop, each a provider because Java's providers
 * have one scheme. The client of a scheme must be on Spark's class path, as hadoop-aws for {@code
 * s3a:}.
 */
public final class HadoopSchemes {
  private HadoopSchemes() {}

  /** Hadoop's own file system. */
  public static final class Hdfs extends HadoopProvider {
    public Hdfs() {
      super("hdfs");
    }
  }

  /** Amazon S3 and what has the same interface. */
  public static final class S3a extends HadoopProvider {
    public S3a() {
      super("s3a");
    }
  }

  /** Amazon S3 where the cluster calls it so, as EMR does. */
  public static final class S3 extends HadoopProvider {
    public S3() {
      super("s3");
    }
  }

  /** Azure Data Lake Storage. */
  public static final class Abfs extends HadoopProvider {
    public Abfs() {
      super("abfs");
    }
  }

  /** Azure Data Lake Storage over TLS. */
  public static final class Abfss extends HadoopProvider {
    public Abfss() {
      super("abfss");
    }
  }

  /** Google Cloud Storage. */
  public static final class Gs extends HadoopProvider {
    public Gs() {
      super("gs");
    }
  }
}
