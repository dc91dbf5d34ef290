package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.sqlite.WrittenDatabase;

/** The tables of MLflow as far as they are read, and rows in them. */
public final class MlflowSchema {
  private MlflowSchema() {}

  public static WrittenDatabase make(WrittenDatabase database) {
    return database.run(
        "CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250), status VARCHAR(9), start_time BIGINT, end_time BIGINT, lifecycle_stage VARCHAR(20), experiment_id INTEGER)",
        "CREATE TABLE params (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32), PRIMARY KEY (key, run_uuid))",
        "CREATE TABLE tags (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32), PRIMARY KEY (key, run_uuid))",
        "CREATE TABLE metrics (key VARCHAR(250), value DOUBLE NOT NULL, timestamp BIGINT, run_uuid VARCHAR(32), step BIGINT DEFAULT 0, is_nan BOOLEAN, PRIMARY KEY (key, timestamp, step, run_uuid, value, is_nan))");
  }

  public static WrittenDatabase run(WrittenDatabase database, String id) {
    return database.run(
        "INSERT INTO runs VALUES ('%s', 'name of %s', 'RUNNING', 1000, NULL, 'active', 1)"
            .formatted(id, id));
  }

  public static WrittenDatabase metric(
      WrittenDatabase database, String run, String key, String values) {
    return database.run(
        "INSERT INTO metrics (run_uuid, key, value, timestamp, step, is_nan) VALUES ('%s', '%s', %s)"
            .formatted(run, key, values));
  }
}
