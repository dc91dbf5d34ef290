/** Pages: view records, and the one HTML file that is drawn from them. No clock, no network. */
package dev.nightsweep.report;
