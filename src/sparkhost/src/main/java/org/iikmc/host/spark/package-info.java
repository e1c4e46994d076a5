/** The program on a Spark cluster, and what users of Spark's own interfaces call. */
package org.iikmc.host.spark;
