/**
 * The port to training: what the parent must know of a program ({@link
 * dev.nightsweep.train.Program}) and what a worker runs ({@link dev.nightsweep.train.Trainer}).
 */
package dev.nightsweep.train;
