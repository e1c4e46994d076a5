/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What is wrong with what a user gave, in words that each host can make its own. The same fault has
 * to be told to somebody at a command line ({@code --mask none}, a path as it was typed) and to
 * somebody far from the server ({@code mask=none}, the name of a file without its folders). So the
 * classes below the hosts throw a {@link org.iikmc.kmeans.problem.Problem} in parts: text, options
 * and files. A host has a {@link org.iikmc.kmeans.problem.Wording} and makes one sentence of them.
 */
package org.iikmc.kmeans.problem;
