/**
 * Samplers: the points that a search tries. Pure and deterministic, from numbered draws; knows no
 * spec and no runs.
 */
package dev.nightsweep.search;
