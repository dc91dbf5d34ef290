/**
 * Which runs there are and in which order they start. Pure and deterministic: the same spec and
 * catalog give the same plan, whatever the machine or the day.
 */
package dev.nightsweep.search;
