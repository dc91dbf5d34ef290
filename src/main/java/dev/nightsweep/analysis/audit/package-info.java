/** Whether a sweep's runs bear the verdicts that are drawn from them. */
package dev.nightsweep.analysis.audit;
