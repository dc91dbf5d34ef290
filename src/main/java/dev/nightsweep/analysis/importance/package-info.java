/** What searches tell: importance of parameters, the best so far, the best to expect. */
package dev.nightsweep.analysis.importance;
