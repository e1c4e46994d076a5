/**
 * Hadoop's file systems as Java's own, to be read only: scenes on {@code hdfs:}, {@code s3a:} and
 * what else Hadoop has a client for are {@link java.nio.file.Path}s like others, of which whoever
 * reads them needs to know nothing. {@link org.iikmc.backend.spark.hadoop.HadoopSchemes} has a
 * provider for each scheme. The settings are those of Spark ({@code spark.hadoop.*}), on the driver
 * and on the executors.
 *
 * <p>A store of objects answers each request after tens of milliseconds. So what is known of a file
 * is remembered for some seconds, an open file costs nothing until it is read, and a read asks for
 * the bytes that are wanted and no more: who reads should ask for many at once.
 */
package org.iikmc.backend.spark.hadoop;
