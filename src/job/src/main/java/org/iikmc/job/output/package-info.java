/**
 * How outputs come into a folder that others use: together or not at all, a kill included, and
 * never in the place of a file that no run wrote.
 *
 * <p>{@link Staging} moves, {@link OwnFiles} knows what may be replaced. Their files in such a
 * folder:
 *
 * <table>
 * <caption>Files</caption>
 * <tr><td>{@code iikmc.sha256}</td><td>what runs wrote here; stays</td></tr>
 * <tr><td>{@code .iikmc-ID.lock}</td><td>locked as long as a run lives; gone with it</td></tr>
 * <tr><td>{@code .iikmc-ID/new}</td><td>outputs that don't count yet</td></tr>
 * <tr><td>{@code .iikmc-commit/new}</td><td>outputs that count and are on their way: the same
 * folder, renamed. Whoever finds it, and its run dead, moves them to their place</td></tr>
 * <tr><td>{@code …/old}</td><td>what they replace</td></tr>
 * </table>
 */
package org.iikmc.job.output;
