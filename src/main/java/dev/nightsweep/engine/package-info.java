/** The port to whatever trains runs: worker processes on this machine, or a cluster. */
package dev.nightsweep.engine;
