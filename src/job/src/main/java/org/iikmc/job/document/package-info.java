/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Documents that users give: small files of text, read with care. A {@link
 * org.iikmc.job.document.JsonDocument} is bound to a record first, strictly, and the record is then
 * checked by whoever knows what it means. What can't be read is told in one sentence.
 */
package org.iikmc.job.document;
