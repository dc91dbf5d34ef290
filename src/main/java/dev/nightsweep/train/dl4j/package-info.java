/**
 * The training loop for any net of layers that {@link dev.nightsweep.train.net.PlannedLayer} knows:
 * batches, epochs, evaluation, checkpoints. Which nets there are is for others to say, as {@link
 * dev.nightsweep.train.dl4j.NetDefinition}s. With {@code layers}, the only room that knows DL4J and
 * ND4J; what the parent process uses of it loads neither.
 */
package dev.nightsweep.train.dl4j;
