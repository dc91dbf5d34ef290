/**
 * The training process: it takes assignments on standard input, journals what it trains, tells its
 * parent on standard output, and ends when its standard input closes.
 */
package dev.nightsweep.worker;
