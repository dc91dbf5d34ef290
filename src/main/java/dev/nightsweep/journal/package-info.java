/**
 * The line format: one JSON object a line, numbered, with a CRC, fsynced when it matters. Journals
 * are the truth from which a database can be built again; the same encoding carries signals between
 * a worker and its parent.
 */
package dev.nightsweep.journal;
