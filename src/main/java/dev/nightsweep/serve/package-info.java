/**
 * A results folder over HTTP: its pages, live, on loopback unless the user names another address;
 * and, on loopback, the port at which other processes ask its owner what they cannot read while it
 * has the database open.
 */
package dev.nightsweep.serve;
