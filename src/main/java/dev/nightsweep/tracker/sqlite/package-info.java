/** Strangers' SQLite databases: only plain tables are read, and nothing in them is run. */
package dev.nightsweep.tracker.sqlite;
