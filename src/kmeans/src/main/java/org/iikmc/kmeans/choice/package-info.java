/**
 * How many classes: figures by which clusterings of the same samples into other numbers of classes
 * are compared, and the number that they suggest.
 */
package org.iikmc.kmeans.choice;
