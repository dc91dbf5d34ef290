/**
 * What experiment trackers keep of runs, read from their files: metrics, parameters, states. Knows
 * no sweep. The files are strangers': they are read within limits, and nothing in them is run.
 */
package dev.nightsweep.tracker;
