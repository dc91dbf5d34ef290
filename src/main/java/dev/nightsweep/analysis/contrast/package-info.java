/** Verdicts: contrasts paired by seed, tested, adjusted and put into words. */
package dev.nightsweep.analysis.contrast;
