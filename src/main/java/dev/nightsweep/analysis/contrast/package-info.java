/**
 * Verdicts: contrasts paired by seed, tested and adjusted, with claims and interactions; numbers,
 * no sentences.
 */
package dev.nightsweep.analysis.contrast;
