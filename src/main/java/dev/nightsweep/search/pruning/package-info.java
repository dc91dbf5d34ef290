/**
 * Which runs of a search end early. Pure: what is decided follows from the readings that were
 * shown, in their order.
 */
package dev.nightsweep.search.pruning;
