/** Faults that happen in a night, injected one by one, and at random. */
package dev.nightsweep.faults;
