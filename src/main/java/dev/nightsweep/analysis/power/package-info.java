/** How many seeds are enough: power of the paired tests, pilots, and looking again and again. */
package dev.nightsweep.analysis.power;
