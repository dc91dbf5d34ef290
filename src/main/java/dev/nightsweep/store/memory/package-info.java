/**
 * The store in memory, for tests and for programs that embed Nightsweep's rooms without a database;
 * no command uses it.
 */
package dev.nightsweep.store.memory;
