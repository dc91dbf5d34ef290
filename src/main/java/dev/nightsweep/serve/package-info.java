/**
 * The owner of a results folder on loopback: other processes ask it what they cannot read while it
 * has the database open.
 */
package dev.nightsweep.serve;
