/** The port to the store: one writer in, snapshots out. */
package dev.nightsweep.store;
