/** The offline runs of Weights and Biases: the {@code .wandb} file of a run. */
package dev.nightsweep.tracker.wandb;
