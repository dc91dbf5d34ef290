/** Whole sweeps out of a results folder and into another one. */
package dev.nightsweep.publish.exchange;
