-- Tables stand in the schema NIGHTSWEEP and may change with a version; the views in PUBLIC are what
-- people query, and their columns stay. A database that another script has made is not changed into
-- this one but filled anew from the journals; SchemaVersion.NUMBER grows with a released change.

CREATE TABLE sweep (
  sweep_key INTEGER PRIMARY KEY,
  sweep_id VARCHAR NOT NULL UNIQUE,
  name VARCHAR NOT NULL,
  method VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  started_at TIMESTAMP(9) WITH TIME ZONE,
  ended_at TIMESTAMP(9) WITH TIME ZONE,
  looks INTEGER NOT NULL,
  locked_at TIMESTAMP(9) WITH TIME ZONE, -- null without results, and in sweeps from before locks
  lock_hash VARCHAR,
  analysis_lock CHARACTER LARGE OBJECT, -- JSON
  post_hoc VARCHAR, -- what was changed after that; null if nothing was
  header CHARACTER LARGE OBJECT NOT NULL, -- JSON
  journal_position BIGINT NOT NULL
);

CREATE TABLE arm (
  arm_key INTEGER PRIMARY KEY,
  sweep_key INTEGER NOT NULL REFERENCES sweep ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  arm_id VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  levels CHARACTER LARGE OBJECT NOT NULL, -- JSON
  settings CHARACTER LARGE OBJECT NOT NULL, -- JSON
  removed BOOLEAN NOT NULL, -- not in the plan any more
  UNIQUE (sweep_key, arm_id)
);

CREATE TABLE arm_parameter (
  arm_key INTEGER NOT NULL REFERENCES arm ON DELETE CASCADE,
  name VARCHAR NOT NULL,
  setting VARCHAR NOT NULL,
  PRIMARY KEY (arm_key, name)
);

CREATE TABLE run (
  run_key INTEGER PRIMARY KEY,
  sweep_key INTEGER NOT NULL REFERENCES sweep ON DELETE CASCADE,
  arm_key INTEGER NOT NULL REFERENCES arm ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  run_id VARCHAR NOT NULL UNIQUE,
  candidate CHARACTER LARGE OBJECT NOT NULL, -- JSON: settings beside the arm's
  phase VARCHAR NOT NULL,
  seed BIGINT NOT NULL,
  identity VARCHAR NOT NULL,
  reused_from VARCHAR,
  removed BOOLEAN NOT NULL, -- not in the plan any more
  state VARCHAR NOT NULL,
  attempts INTEGER NOT NULL,
  started_at TIMESTAMP(9) WITH TIME ZONE,
  ended_at TIMESTAMP(9) WITH TIME ZONE,
  last_epoch INTEGER NOT NULL,
  never_learned BOOLEAN, -- as the last look said; null if it did not
  parameter_hash VARCHAR, -- here, so that a listing need not read the wide rows of run_result
  journal_position BIGINT NOT NULL
);
CREATE INDEX run_identity ON run (identity);
CREATE INDEX run_state ON run (sweep_key, removed, state); -- counted without reading the runs

CREATE TABLE candidate_parameter (
  run_key INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  name VARCHAR NOT NULL,
  setting VARCHAR NOT NULL,
  PRIMARY KEY (run_key, name)
);

-- What was tried inside every arm, and what was chosen.
CREATE TABLE candidate (
  sweep_key INTEGER NOT NULL REFERENCES sweep ON DELETE CASCADE,
  journal_line BIGINT NOT NULL,
  arm_key INTEGER NOT NULL REFERENCES arm ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  candidate VARCHAR NOT NULL,
  mean DOUBLE PRECISION, -- null if no run gave a reading
  runs INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  chosen BOOLEAN NOT NULL,
  prob_better DOUBLE PRECISION, -- than what was chosen, as the last look said; null if it did not
  expected_regret DOUBLE PRECISION, -- of the choice against it, likewise
  PRIMARY KEY (sweep_key, journal_line, arm_key, ordinal)
);

CREATE TABLE attempt (
  run_key INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  journal_line BIGINT NOT NULL, -- in the sweep's journal, where it started
  state VARCHAR NOT NULL,
  cause VARCHAR NOT NULL,
  worker INTEGER NOT NULL,
  started_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP(9) WITH TIME ZONE,
  log_tail CHARACTER LARGE OBJECT NOT NULL, -- JSON
  PRIMARY KEY (run_key, attempt)
);

-- Whom the plan compares: a row for either arm of every cell of every contrast.
CREATE TABLE contrast_side (
  sweep_key INTEGER NOT NULL REFERENCES sweep ON DELETE CASCADE,
  contrast INTEGER NOT NULL, -- its place in the plan, from 1
  cell INTEGER NOT NULL, -- from 1
  at_level BOOLEAN NOT NULL, -- or at the baseline
  factor VARCHAR NOT NULL,
  level VARCHAR NOT NULL,
  baseline VARCHAR NOT NULL,
  cells INTEGER NOT NULL, -- how many the contrast has
  arm_id VARCHAR NOT NULL,
  PRIMARY KEY (sweep_key, contrast, cell, at_level)
);

-- Each distinct card once, however many runs trained such a net.
CREATE TABLE model_card (
  card_hash VARCHAR PRIMARY KEY, -- SHA-256 of the card
  card CHARACTER LARGE OBJECT NOT NULL -- JSON
);

CREATE TABLE model_layer (
  card_hash VARCHAR NOT NULL REFERENCES model_card ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  output_shape VARCHAR NOT NULL,
  parameters BIGINT NOT NULL,
  multiply_adds BIGINT NOT NULL,
  onednn BOOLEAN NOT NULL,
  PRIMARY KEY (card_hash, ordinal)
);

CREATE TABLE model_departure (
  card_hash VARCHAR NOT NULL REFERENCES model_card ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  departure VARCHAR NOT NULL,
  PRIMARY KEY (card_hash, ordinal)
);

-- Each distinct environment once, however many attempts were trained there.
CREATE TABLE environment (
  environment_hash VARCHAR PRIMARY KEY -- SHA-256 of the facts
);

CREATE TABLE environment_fact (
  environment_hash VARCHAR NOT NULL REFERENCES environment ON DELETE CASCADE,
  name VARCHAR NOT NULL,
  setting VARCHAR NOT NULL,
  PRIMARY KEY (environment_hash, name)
);

CREATE TABLE training (
  run_key INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  started_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  environment_hash VARCHAR NOT NULL REFERENCES environment,
  card_hash VARCHAR REFERENCES model_card,
  PRIMARY KEY (run_key, attempt)
);

CREATE TABLE series (
  series_key INTEGER PRIMARY KEY,
  name VARCHAR NOT NULL,
  of_system BOOLEAN NOT NULL, -- a reading of machine or process, not of the training
  UNIQUE (name, of_system)
);

-- What is read together, in the order of the readings: all epochs of a run, and most runs, share one.
CREATE TABLE series_list (
  list_key INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, -- from 1
  series_key INTEGER NOT NULL REFERENCES series,
  PRIMARY KEY (list_key, ordinal)
);

-- All readings of an epoch in one row, and the key in one number, which H2 keeps rows sorted by: a
-- sixth of the rows, and no index beside the table. NaN and infinities may stand in the array.
-- There is no reference to run: a deleted sweep's epochs go after it, a slice at a time.
CREATE TABLE epoch (
  epoch_key BIGINT PRIMARY KEY, -- run_key * 2^32 + epoch
  attempt INTEGER NOT NULL,
  list_key INTEGER NOT NULL,
  readings DOUBLE PRECISION ARRAY NOT NULL
);

-- Runs of deleted sweeps whose epochs may still be there.
CREATE TABLE deleted_runs (
  first_run_key INTEGER PRIMARY KEY,
  last_run_key INTEGER NOT NULL
);

-- Each series' reading of its greatest epoch, again: a listing of 10,000 runs must not read all
-- epochs.
CREATE TABLE last_readings (
  run_key INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  list_key INTEGER NOT NULL,
  readings DOUBLE PRECISION ARRAY NOT NULL
);

CREATE TABLE run_result (
  run_key INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  classes INTEGER NOT NULL, -- predicted ones: the confusion's columns
  confusion INTEGER ARRAY NOT NULL, -- row by row
  result CHARACTER LARGE OBJECT NOT NULL, -- JSON, without the two that follow
  predictions VARCHAR NOT NULL, -- a digit an image
  truth VARCHAR NOT NULL -- likewise; empty if it was not kept
);

CREATE TABLE note (
  sweep_key INTEGER NOT NULL REFERENCES sweep ON DELETE CASCADE,
  journal_line BIGINT NOT NULL,
  level VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  run_id VARCHAR,
  message VARCHAR NOT NULL,
  noted_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (sweep_key, journal_line)
);

CREATE TABLE look (
  sweep_key INTEGER NOT NULL REFERENCES sweep ON DELETE CASCADE,
  journal_line BIGINT NOT NULL,
  look INTEGER NOT NULL,
  interim BOOLEAN NOT NULL,
  taken_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  said CHARACTER LARGE OBJECT NOT NULL, -- JSON: the sentences
  PRIMARY KEY (sweep_key, journal_line)
);

-- What could not be computed (NaN) is null.
CREATE TABLE contrast (
  sweep_key INTEGER NOT NULL,
  journal_line BIGINT NOT NULL,
  ordinal INTEGER NOT NULL,
  factor VARCHAR NOT NULL,
  level VARCHAR NOT NULL,
  baseline VARCHAR NOT NULL,
  metric VARCHAR NOT NULL,
  pairs INTEGER NOT NULL,
  mean_difference DOUBLE PRECISION,
  ci_low DOUBLE PRECISION,
  ci_high DOUBLE PRECISION,
  p_value DOUBLE PRECISION,
  p_t DOUBLE PRECISION,
  p_holm DOUBLE PRECISION,
  p_equivalence DOUBLE PRECISION,
  verdict VARCHAR NOT NULL,
  look INTEGER NOT NULL,
  level_never_learned INTEGER, -- runs of either side; null if the look did not say
  baseline_never_learned INTEGER,
  p_equivalence_holm DOUBLE PRECISION,
  found_at INTEGER,
  estimate_looks DOUBLE PRECISION,
  ci_low_looks DOUBLE PRECISION,
  ci_high_looks DOUBLE PRECISION,
  crossed_images INTEGER, -- null: the interval is for new seeds on the same test images
  by_level VARCHAR, -- null: no contradiction between levels of another factor
  prob_worse DOUBLE PRECISION, -- null without a margin
  prob_equivalent DOUBLE PRECISION,
  prob_better DOUBLE PRECISION,
  p_failures DOUBLE PRECISION, -- null: the tests on the differences decide
  PRIMARY KEY (sweep_key, journal_line, ordinal),
  FOREIGN KEY (sweep_key, journal_line) REFERENCES look ON DELETE CASCADE
);

-- Compared runs that never learned, on either side of the contrasts.
CREATE VIEW stuck_side AS
SELECT DISTINCT c.sweep_key, c.factor, c.level, c.baseline, c.at_level, r.run_key
FROM contrast_side c
JOIN arm a ON a.sweep_key = c.sweep_key AND a.arm_id = c.arm_id
JOIN run r ON r.arm_key = a.arm_key
WHERE r.phase = 'COMPARISON' AND r.never_learned AND NOT r.removed;

CREATE VIEW public.sweeps AS
SELECT sweep_id, name, method, state, created_at, started_at, ended_at, looks, reason, locked_at,
  lock_hash, post_hoc
FROM sweep;

CREATE VIEW public.arms AS
SELECT a.arm_id, s.sweep_id, a.label, a.ordinal, a.removed
FROM arm a JOIN sweep s ON s.sweep_key = a.sweep_key;

CREATE VIEW public.runs AS
SELECT r.run_id, s.sweep_id, a.arm_id, r.phase, r.seed, r.state, r.attempts, r.identity,
  r.reused_from, r.started_at, r.ended_at, r.last_epoch, r.ordinal, r.removed, r.parameter_hash,
  r.never_learned
FROM run r
JOIN sweep s ON s.sweep_key = r.sweep_key
JOIN arm a ON a.arm_key = r.arm_key;

CREATE VIEW public.attempts AS
SELECT r.run_id, t.attempt, t.state, t.cause, t.worker, t.started_at, t.ended_at
FROM attempt t JOIN run r ON r.run_key = t.run_key;

CREATE VIEW public.run_parameters AS
SELECT r.run_id, p.name, p.setting
FROM run r JOIN arm_parameter p ON p.arm_key = r.arm_key
UNION ALL
SELECT r.run_id, p.name, p.setting
FROM run r JOIN candidate_parameter p ON p.run_key = r.run_key
UNION ALL
SELECT run_id, 'seed', CAST(seed AS VARCHAR) FROM run;

-- Every choice is kept; the one that holds has the greatest journal_line.
CREATE VIEW public.candidates AS
SELECT s.sweep_id, a.arm_id, a.label, c.candidate, c.mean, c.runs, c.lost, c.chosen, c.ordinal,
  c.journal_line, c.prob_better, c.expected_regret
FROM candidate c
JOIN sweep s ON s.sweep_key = c.sweep_key
JOIN arm a ON a.arm_key = c.arm_key;

-- The two conditions on the run say the same: one serves when runs are gone through first, one when
-- epochs are. NaN is greater than infinity here.
CREATE VIEW reading AS
SELECT r.run_id, CAST(MOD(e.epoch_key, 4294967296) AS INTEGER) AS epoch, n.name, n.of_system,
  CASE WHEN ABS(e.readings[l.ordinal]) < CAST('Infinity' AS DOUBLE PRECISION)
    THEN e.readings[l.ordinal] END AS reading,
  CASE WHEN ABS(e.readings[l.ordinal]) < CAST('Infinity' AS DOUBLE PRECISION) THEN 'finite'
    WHEN e.readings[l.ordinal] = CAST('NaN' AS DOUBLE PRECISION) THEN 'nan'
    WHEN e.readings[l.ordinal] > 0 THEN '+inf' ELSE '-inf' END AS kind,
  e.attempt
FROM epoch e
JOIN run r ON r.run_key = e.epoch_key / 4294967296
  AND e.epoch_key BETWEEN r.run_key * 4294967296 AND r.run_key * 4294967296 + 4294967295
JOIN series_list l ON l.list_key = e.list_key
JOIN series n ON n.series_key = l.series_key;

CREATE VIEW public.metrics AS
SELECT run_id, epoch, name, reading, kind, attempt
FROM reading WHERE NOT of_system;

CREATE VIEW public.system_metrics AS
SELECT run_id, epoch, name, reading, kind, attempt
FROM reading WHERE of_system;

CREATE VIEW public.events AS
SELECT s.sweep_id, n.run_id, n.level, n.kind, n.message, n.noted_at, n.journal_line
FROM note n JOIN sweep s ON s.sweep_key = n.sweep_key;

CREATE VIEW public.environments AS
SELECT r.run_id, t.attempt, f.name, f.setting
FROM training t
JOIN run r ON r.run_key = t.run_key
JOIN environment_fact f ON f.environment_hash = t.environment_hash;

-- The net of a run's last attempt.
CREATE VIEW public.layers AS
SELECT r.run_id, l.ordinal, l.name, l.kind, l.output_shape, l.parameters, l.multiply_adds, l.onednn
FROM training t
JOIN run r ON r.run_key = t.run_key
JOIN model_layer l ON l.card_hash = t.card_hash
WHERE t.attempt = (SELECT MAX(u.attempt) FROM training u WHERE u.run_key = t.run_key);

CREATE VIEW public.departures AS
SELECT r.run_id, d.ordinal, d.departure
FROM training t
JOIN run r ON r.run_key = t.run_key
JOIN model_departure d ON d.card_hash = t.card_hash
WHERE t.attempt = (SELECT MAX(u.attempt) FROM training u WHERE u.run_key = t.run_key);

CREATE VIEW public.contrasts AS
SELECT s.sweep_id, c.factor, c.level, c.baseline, c.metric, c.pairs, c.mean_difference, c.ci_low,
  c.ci_high, c.p_value, c.p_t, c.p_holm, c.p_equivalence, c.verdict, c.look, l.interim, l.taken_at,
  c.level_never_learned, c.baseline_never_learned,
  c.p_equivalence_holm, c.found_at, c.estimate_looks, c.ci_low_looks, c.ci_high_looks,
  c.crossed_images, c.by_level,
  c.prob_worse, c.prob_equivalent, c.prob_better, c.p_failures
FROM contrast c
JOIN look l ON l.sweep_key = c.sweep_key AND l.journal_line = c.journal_line
JOIN sweep s ON s.sweep_key = c.sweep_key;

-- A row a cell. The range must be bounded by a plain `x <=`: only then H2 goes through a run's cells
-- alone. An array has no more than 65536 elements.
CREATE VIEW public.confusions AS
SELECT r.run_id, CAST((n.x - 1) / c.classes AS INTEGER) AS truth,
  CAST(MOD(n.x - 1, c.classes) AS INTEGER) AS predicted, c.confusion[n.x] AS images
FROM run_result c
JOIN run r ON r.run_key = c.run_key
JOIN SYSTEM_RANGE(1, 65536) n ON n.x <= CARDINALITY(c.confusion)
WHERE CASE WHEN n.x <= CARDINALITY(c.confusion) THEN c.confusion[n.x] END IS NOT NULL;

-- Of every test image, in file order, a digit: the class that the net saw, and the true one.
CREATE VIEW public.predictions AS
SELECT r.run_id, s.sweep_id, a.label, r.phase, r.seed,
  CHAR_LENGTH(t.predictions) AS images, t.predictions AS predicted, t.truth
FROM run_result t
JOIN run r ON r.run_key = t.run_key
JOIN sweep s ON s.sweep_key = r.sweep_key
JOIN arm a ON a.arm_key = r.arm_key
WHERE NOT r.removed;

-- A run's reading of a metric is its last.
CREATE VIEW public.readings AS
SELECT r.run_id, s.sweep_id, a.label, r.phase, r.seed, r.state, n.name,
  CASE WHEN ABS(m.readings[l.ordinal]) < CAST('Infinity' AS DOUBLE PRECISION)
    THEN m.readings[l.ordinal] END AS reading,
  CASE WHEN ABS(m.readings[l.ordinal]) < CAST('Infinity' AS DOUBLE PRECISION) THEN 'finite'
    WHEN m.readings[l.ordinal] = CAST('NaN' AS DOUBLE PRECISION) THEN 'nan'
    WHEN m.readings[l.ordinal] > 0 THEN '+inf' ELSE '-inf' END AS kind
FROM run r
JOIN sweep s ON s.sweep_key = r.sweep_key
JOIN arm a ON a.arm_key = r.arm_key
JOIN last_readings m ON m.run_key = r.run_key
JOIN series_list l ON l.list_key = m.list_key
JOIN series n ON n.series_key = l.series_key
WHERE NOT r.removed AND NOT n.of_system;

-- The first run of every worker of a sweep: it warms up.
CREATE VIEW warm_up AS
SELECT run_key
FROM (
  SELECT t.run_key,
    ROW_NUMBER() OVER (
      PARTITION BY r.sweep_key, t.worker ORDER BY t.started_at, r.run_id) AS place
  FROM attempt t JOIN run r ON r.run_key = t.run_key)
WHERE place = 1;

-- Median seconds an epoch of the runs that count for time, and of the epochs that do.
CREATE VIEW training_time AS
SELECT r.run_key, n.name, CAST(MEDIAN(e.readings[l.ordinal]) AS DOUBLE PRECISION) AS seconds
FROM run r
JOIN epoch e ON e.epoch_key BETWEEN r.run_key * 4294967296 + 2
  AND r.run_key * 4294967296 + 4294967295
JOIN series_list l ON l.list_key = e.list_key
JOIN series n ON n.series_key = l.series_key
WHERE n.name IN ('seconds', 'cpu_seconds') AND NOT n.of_system
  AND r.state = 'COMPLETED' AND r.reused_from IS NULL
  AND r.run_key NOT IN (SELECT run_key FROM warm_up)
  AND e.readings[l.ordinal] > 0
  AND e.readings[l.ordinal] < CAST('Infinity' AS DOUBLE PRECISION)
GROUP BY r.run_key, n.name;

-- Null for a run that does not count for time: it did not complete, is reused or a worker's first.
CREATE VIEW public.times AS
SELECT r.run_id, s.sweep_id, a.label, r.phase, r.seed, w.seconds, c.seconds AS cpu_seconds
FROM run r
JOIN sweep s ON s.sweep_key = r.sweep_key
JOIN arm a ON a.arm_key = r.arm_key
LEFT JOIN training_time w ON w.run_key = r.run_key AND w.name = 'seconds'
LEFT JOIN training_time c ON c.run_key = r.run_key AND c.name = 'cpu_seconds'
WHERE NOT r.removed;

-- What arms are compared by, without runs that never learned; time, which these take too, by its
-- logarithm, so that differences are those of ratios.
CREATE VIEW compared AS
SELECT r.sweep_key, r.arm_key, r.seed, n.name, m.readings[l.ordinal] AS reading
FROM run r
JOIN last_readings m ON m.run_key = r.run_key
JOIN series_list l ON l.list_key = m.list_key
JOIN series n ON n.series_key = l.series_key
WHERE r.phase = 'COMPARISON' AND r.state = 'COMPLETED' AND NOT r.removed AND NOT n.of_system
  AND r.never_learned IS NOT TRUE
  AND ABS(m.readings[l.ordinal]) < CAST('Infinity' AS DOUBLE PRECISION)
UNION ALL
SELECT r.sweep_key, r.arm_key, r.seed, 'time', LN(t.seconds)
FROM run r JOIN training_time t ON t.run_key = r.run_key AND t.name = 'seconds'
WHERE r.phase = 'COMPARISON' AND NOT r.removed;

CREATE VIEW pair AS
SELECT c.sweep_key, c.factor, c.level, c.baseline, x.name AS metric, x.seed,
  AVG(CASE WHEN c.at_level THEN x.reading END) AS level_mean,
  AVG(CASE WHEN c.at_level THEN NULL ELSE x.reading END) AS baseline_mean
FROM contrast_side c
JOIN arm a ON a.sweep_key = c.sweep_key AND a.arm_id = c.arm_id
JOIN compared x ON x.arm_key = a.arm_key
GROUP BY c.sweep_key, c.contrast, c.cells, c.factor, c.level, c.baseline, x.name, x.seed
HAVING COUNT(*) = 2 * c.cells;

-- What every complete seed says on a contrast: means over its cells; of time a ratio of seconds.
CREATE VIEW public.pairs AS
SELECT s.sweep_id, p.factor, p.level, p.baseline, p.metric, p.seed,
  CASE p.metric WHEN 'time' THEN EXP(p.level_mean) ELSE p.level_mean END AS level_reading,
  CASE p.metric WHEN 'time' THEN EXP(p.baseline_mean) ELSE p.baseline_mean END
    AS baseline_reading,
  CASE p.metric WHEN 'time' THEN EXP(p.level_mean - p.baseline_mean)
    ELSE p.level_mean - p.baseline_mean END AS difference
FROM pair p JOIN sweep s ON s.sweep_key = p.sweep_key;

-- For queries of people: may read the views and nothing else.
CREATE USER IF NOT EXISTS reader PASSWORD '';
GRANT SELECT ON SCHEMA public TO reader;
