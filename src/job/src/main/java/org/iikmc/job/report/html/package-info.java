/**
 * The report of a job as one HTML page that needs nothing else: styles, charts (SVG) and pictures
 * (PNG) are inside it, and it has no script. It is well-formed XML too.
 */
package org.iikmc.job.report.html;
