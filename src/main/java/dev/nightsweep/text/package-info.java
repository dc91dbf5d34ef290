/** How numbers, labels and names are written for people. */
package dev.nightsweep.text;
