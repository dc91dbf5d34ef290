/** Tests that may be repeated as seeds are added. */
package dev.nightsweep.analysis.sequential;
