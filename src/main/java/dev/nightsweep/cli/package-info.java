/** The command line: one class a verb, wiring, console, exit codes. */
package dev.nightsweep.cli;
