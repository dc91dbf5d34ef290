/** Trains runs again, from their journals alone, and holds what comes out against the record. */
package dev.nightsweep.schedule.replay;
