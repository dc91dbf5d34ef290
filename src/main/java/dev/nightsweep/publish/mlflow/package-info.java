/** Sweeps to an MLflow server, through its REST API. */
package dev.nightsweep.publish.mlflow;
