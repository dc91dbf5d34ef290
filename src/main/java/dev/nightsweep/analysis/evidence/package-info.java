/** What was measured: a sweep's runs and their series, as every analysis reads them. */
package dev.nightsweep.analysis.evidence;
