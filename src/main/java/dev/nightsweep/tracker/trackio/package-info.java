/** What Trackio keeps of runs: a SQLite database for each project. */
package dev.nightsweep.tracker.trackio;
