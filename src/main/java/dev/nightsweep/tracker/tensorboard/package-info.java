/** What TensorBoard's event files tell of a run: scalars and hyperparameters. */
package dev.nightsweep.tracker.tensorboard;
