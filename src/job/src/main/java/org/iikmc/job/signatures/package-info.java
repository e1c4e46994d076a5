/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The classes of a series, and their files. A {@link org.iikmc.job.signatures.SignatureSet} is the
 * value that jobs work with; {@link org.iikmc.job.signatures.JsonSignatures} is the contract of
 * {@code signatures.json}, a record that Jackson binds, with a JSON Schema beside it. What comes
 * from outside is bound first and then checked ({@link
 * org.iikmc.job.signatures.JsonSignatures#checked}): a set that is in memory can be used. {@link
 * org.iikmc.job.signatures.CsvFormat} is for spreadsheets and is not read.
 */
package org.iikmc.job.signatures;
