/** What Optuna keeps of trials: in a SQLite database or in a journal, of versions 3 to 5. */
package dev.nightsweep.tracker.optuna;
