/**
 * The vocabulary: records and sealed types shared by every room. No I/O, no third party; of the
 * programs that train it knows only the names.
 */
package dev.nightsweep.model;
