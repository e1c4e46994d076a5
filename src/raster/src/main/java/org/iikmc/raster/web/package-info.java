/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Files of web servers, as file systems of Java that only read: {@code https://host/a.tif}.
 *
 * <p>Only {@link org.iikmc.raster.file.FileProviders} knows them, which only addresses that users
 * of this machine write are looked up in. They are not offered to Java as a service, so that no
 * other library of the process comes by them with an address that somebody else wrote. What users
 * of a server name is never a {@code FileAddress}.
 *
 * <ul>
 *   <li>The first request for a file is for its first {@link org.iikmc.raster.web.BlockCache#BLOCK
 *       bytes}, by GET: the answer tells whether it is there, how long it is, which state of it
 *       that is, and whether the server sends parts of files. Signed URLs often allow nothing but
 *       GET.
 *   <li>Bytes come in aligned blocks, neighbouring ones in one request, and stay in a cache of the
 *       process as long as there is room.
 *   <li>Each answer names the state of the file (ETag, Last-Modified, length). If it is another
 *       than before, the run ends with a sentence, and not with a mixture of two files.
 *   <li>A request that fails for a while (429, 5xx, a lost connection, no byte for long) is made
 *       again a few times, with growing pauses. Anything else is an {@link
 *       org.iikmc.kmeans.problem.InputException} at once: one sentence with the remedy.
 *   <li>Redirects are followed within HTTP, but not from https: to http:, and to nothing else.
 *   <li>The query of a URL, by which it may be signed, is sent and goes into no text. Nothing is
 *       sent that the URL does not hold: no cookies, no passwords.
 *   <li>What may lie beside a raster file has its query, too, and is not there if the server
 *       forbids it (403), as S3 does where names may not be listed. Which of them are not there is
 *       remembered.
 * </ul>
 *
 * <p>org.broadinstitute:http-nio 3.0 is not used. Its channel asks for all from a place to the end
 * of the file and closes the connection at the next seek, and it keeps nothing of what came, so
 * that each tile costs a connection; it knows no limits to waiting and no change of files.
 */
package org.iikmc.raster.web;
