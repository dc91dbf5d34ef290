/** Any external program as the trainer: it gets its settings on its command line. */
package dev.nightsweep.train.command;
