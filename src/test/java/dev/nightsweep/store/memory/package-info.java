/**
 * The store in memory: it keeps the contract of {@code Store}, and carries tests of other rooms.
 */
package dev.nightsweep.store.memory;
