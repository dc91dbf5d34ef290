/**
 * This process and others: its threads, its scratch folders, and whether another one still lives.
 */
package dev.nightsweep.process;
