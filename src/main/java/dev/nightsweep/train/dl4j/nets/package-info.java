/** Net files as programs that the training loop can train. */
package dev.nightsweep.train.dl4j.nets;
