/**
 * The simulated trainer: learning curves made up from the parameters of a real program, in no time
 * and without any data or native library; for trying specs, for tests and for load.
 */
package dev.nightsweep.train.simulated;
