/** Clustering on the machines of a Spark cluster. */
package org.iikmc.backend.spark;
