/**
 * Running a sweep: which run is given to which worker, what becomes of it, and what is written
 * down. The parent's facts go to the sweep's journal before it acts.
 */
package dev.nightsweep.schedule;
