/**
 * What commands print on a terminal: bars, lines, tables and texts; and the signals that reach it.
 */
package dev.nightsweep.cli.console;
