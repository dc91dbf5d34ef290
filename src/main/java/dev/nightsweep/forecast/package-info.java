/**
 * When a sweep will be done, and the memory and disk that it takes: from timings kept in the
 * results folder and from samples that are trained first.
 */
package dev.nightsweep.forecast;
