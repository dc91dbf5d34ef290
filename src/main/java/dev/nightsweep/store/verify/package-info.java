/**
 * {@code verify} and {@code rebuild}: holds the journals and the index against each other, and
 * makes the index anew.
 */
package dev.nightsweep.store.verify;
