/** What MLflow keeps of runs: in a SQLite database, or in folders as before version 3.7. */
package dev.nightsweep.tracker.mlflow;
