/**
 * This machine: its processor and card, the native library, how workers are launched, the catalogs
 * of the programs that they train, and {@code doctor}.
 */
package dev.nightsweep.machine;
