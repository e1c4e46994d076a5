/**
 * The command line. Exit status: 0 done; 2 wrong usage or input, with one line on standard error; 3
 * a failure while running; 130 interrupted.
 */
package org.iikmc.host.cli;
