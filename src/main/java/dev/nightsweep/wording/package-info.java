/**
 * Results in English: the sentences in which console, pages and exports state verdicts, audits and
 * searches.
 */
package dev.nightsweep.wording;
