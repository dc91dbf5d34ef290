/** Runs in tables that people made, as CSV or JSON: a row for each run, epoch or value. */
package dev.nightsweep.tracker.table;
