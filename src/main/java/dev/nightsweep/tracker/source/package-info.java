/** All runs of one tracker's files, whichever tracker it is. */
package dev.nightsweep.tracker.source;
