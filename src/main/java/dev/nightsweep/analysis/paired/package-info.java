/** Tests of paired differences, one a seed, and of families of them. Knows no sweep. */
package dev.nightsweep.analysis.paired;
