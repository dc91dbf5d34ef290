/** Reads the store, has it judged, and writes the pages. */
package dev.nightsweep.publish;
