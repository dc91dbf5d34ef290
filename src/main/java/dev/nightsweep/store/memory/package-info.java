/**
 * A store that keeps everything in memory: for tests, and for sweeps that nobody will ask about.
 */
package dev.nightsweep.store.memory;
