/** Pure functions over stored runs: what was measured, and what it says. */
package dev.nightsweep.analysis;
