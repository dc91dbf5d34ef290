package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and in which words; each row is one spec with one problem. */
class SpecRefusalTest {

  private static String firstProblem(String file, String text) {
    SpecException e =
        catchThrowableOfType(
            SpecException.class, () -> SpecReader.read(file, text, SmallCatalog::byName));
    assertThat(e).as("the spec was accepted: %s", text).isNotNull();
    assertThat(e.problems()).hasSize(1);
    Problem problem = e.problems().get(0);
    return problem.line() + ":" + problem.column() + " " + problem.message().replace("\n  ", " / ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: x | 1:1 the key method is missing / Maybe add the line method: grid",
        "[method] | 1:1 a spec must be a map of keys, not a list",
        "grid | 1:1 a spec must be a map of keys, not 'grid'",
        "method: gird | 1:9 method ('gird') must be one of grid, random, sobol, bayes, custom; did you mean 'grid'?",
        "method: random | 1:9 method: random needs run_cap, the number of points to draw / Maybe add the line run_cap: 60, or give --run-cap 60",
        "method: custom | 1:9 method: custom is not supported by this version of Nightsweep",
        "method: sobol | 1:9 method: sobol needs run_cap, the number of points to draw / Maybe add the line run_cap: 60, or give --run-cap 60",
        "method: custom | 1:9 method: custom is not supported by this version of Nightsweep",
        "method: [grid] | 1:9 method (a list) must be one of grid, random, sobol, bayes, custom",
        "{method: grid, name: ''} | 1:22 name ('') must be text",
        "{method: grid, name: ~} | 1:22 name (empty) must be text",
        "{method: grid, program: alexnot} | 1:25 unknown program 'alexnot'; did you mean 'alexnet'? / Maybe one of alexnet, or the path of a program of your own",
        "{method: grid, early_terminate: {type: hyperband}} | 1:33 early_terminate needs min_iter, or max_iter and s / Maybe add min_iter: 2",
        "{method: grid, early_terminate: {type: median}} | 1:40 early_terminate.type ('median') must be one of hyperband",
        "{method: grid, early_terminate: {min_iter: 2}} | 1:33 early_terminate has no type / Maybe add type: hyperband",
        "{method: grid, early_terminate: {type: hyperband, max_iter: 2, s: 2, eta: 3}} | 1:33 early_terminate has no band: max_iter divided by eta is under one epoch / Maybe raise max_iter, lower eta, or write min_iter: 1",
        "{method: grid, early_terminate: {type: hyperband, min_iter: 1}, ablation: {seeds: 3}} | 1:16 early_terminate would train some arms longer than others: their difference is then that of their epochs too / Maybe remove it, or search with method: random",
        "{method: grid, ablation: {pruner: {type: median}}} | 1:27 pruner would train some arms longer than others: their difference is then that of their epochs too / Maybe remove it, or search with method: random",
        "{method: bayes, run_cap: 5, ablation: {pruner: {type: successive_halving, form: promote}}} | 1:48 form: promote does not go with method: bayes: the next trial follows from what others read, and who waits has no last reading / Maybe write form: stop, or method: random",
        "{method: grid, search: {schedule: synchronous}, ablation: {seeds: 3}} | 1:16 search.schedule has no meaning in a comparison, which trains all its runs to their end / Maybe remove it, or use method: random",
        "{method: random, run_cap: 5, search: {schedule: sync}} | 1:49 search.schedule ('sync') must be one of asynchronous, synchronous",
        "{method: random, run_cap: 5, ablation: {pruner: {type: median, eta: 3}}} | 1:64 ablation.pruner.eta has no meaning for type: median / Maybe remove it; there are type, startup_trials, min_epochs",
        "{method: random, run_cap: 5, ablation: {pruner: {type: successive_halving, eta: 1}}} | 1:81 ablation.pruner.eta ('1') must be an integer from 2 to 1,000,000",
        "{method: random, run_cap: 5, early_terminate: {type: hyperband, min_iter: 1}, ablation: {pruner: {type: median}}} | 1:90 early_terminate stands there too / Maybe keep one of them",
        "{method: grid, metric: {name: test_loss, goal: minimize, target: low}} | 1:66 metric.target ('low') must be a number",
        "{method: random, run_cap: 5, ablation: {estimator: multivariate}} | 1:41 ablation.estimator has a meaning for method: bayes alone / Maybe remove it, or use method: bayes",
        "{method: bayes, run_cap: 5, ablation: {estimator: joint}} | 1:51 ablation.estimator ('joint') must be one of independent, multivariate",
        "{method: grid, command: train.py} | 1:25 command ('train.py') must be a list",
        "{method: grid, command: [sh, '${program}']} | 1:16 the command has ${program}, and there is no program / Maybe add program: train.py",
        "{method: grid, program: alexnet, command: [sh]} | 1:34 program: alexnet is trained here, without a command / Maybe remove command, or name a program of your own",
        "{method: grid, scheduler: {}} | 1:16 scheduler is not supported by this version of Nightsweep",
        "{method: grid, paramters: {}} | 1:16 unknown key 'paramters'; did you mean 'parameters'?",
        "{method: grid, zzz: 1} | 1:16 unknown key 'zzz'",
        "{method: grid, seeds: 5} | 1:16 unknown key 'seeds' / Maybe it belongs under ablation:",
        "{method: grid, run_cap: -1} | 1:25 run_cap ('-1') must be an integer from 1 to 2147483647",
        "{method: grid, run_cap: 1.5} | 1:25 run_cap ('1.5') must be an integer from 1 to 2147483647",
        "{method: grid, run_cap: 3000000000} | 1:25 run_cap ('3000000000') must be an integer from 1 to 2147483647",
        "{method: grid, run_cap: many} | 1:25 run_cap ('many') must be an integer from 1 to 2147483647",
        "{method: grid, run_cap: 010} | 1:25 run_cap: '010' can be read as 10 (YAML 1.2) or as octal, 8 (YAML 1.1) / Maybe write 10, or quote it if it is text",
        "{method: grid, metric: loss} | 1:24 metric ('loss') must be a map",
        "{method: grid, metric: {goal: maximize}} | 1:24 metric has no name / Maybe write metric: {name: validation_accuracy}",
        "{method: grid, metric: {name: validation_acuracy, goal: maximize}} | 1:31 metric.name ('validation_acuracy') must be one of validation_accuracy, validation_loss, training_loss, learning_rate, seconds, cpu_seconds, images_per_second, test_accuracy, test_loss, peak_memory_bytes; did you mean 'validation_accuracy'?",
        "{method: grid, metric: {name: test_loss, goal: max}} | 1:48 metric.goal ('max') must be one of maximize, minimize",
        "{method: grid, metric: {name: test_loss, gaol: minimize}} | 1:42 unknown key 'gaol'; did you mean 'goal'?",
      })
  void refusesAtTheTop(String text, String problem) {
    assertThat(firstProblem("s.yaml", text)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "[lrn] § 2:13 parameters (a list) must be a map",
        "{} § 2:13 parameters must name at least one parameter",
        "{learning_rte: {value: 1}} § 2:14 unknown parameter 'learning_rte'; did you mean 'learning_rate'?",
        "{zzzzzz: {value: 1}} § 1:1 program: is missing, so this is about alexnet, which has no zzzzzz / Maybe add the line program: train.py (a script that takes its parameters as arguments), or look up alexnet's with `nightsweep parameters`",
        "{lrn: true} § 2:19 lrn ('true') must be a map / Maybe write {value: …}",
        "{lrn: [true, false]} § 2:19 lrn (a list) must be a map / Maybe write {values: […]}",
        "{lrn: {valeus: [true]}, width: {value: 1}} § 2:20 unknown key 'valeus'; did you mean 'values'?",
        "{lrn: {}} § 2:14 lrn must have exactly one of value, values, or min and max",
        "{lrn: {value: on, values: [on]}} § 2:14 lrn must have exactly one of value, values, or min and max",
        "{lrn: {value: maybe}} § 2:27 lrn ('maybe') must be a boolean: true or false",
        "{lrn: {value: 'yes'}} § 2:27 lrn ('yes') must be a boolean: true or false",
        "{lrn: {value: 'true'}} § 2:27 lrn ('true') must be a boolean: true or false / Maybe remove the quotes: they make it text",
        "{lrn: {value: 1}} § 2:27 lrn ('1') must be a boolean: true or false",
        "{lrn: {value: }} § 2:26 lrn (empty) must be a value",
        "{lrn: {value: {on: off}}} § 2:27 lrn (a map) must be a single value",
        "{lrn: {values: []}} § 2:28 lrn.values must not be an empty list",
        "{lrn: {values: true}} § 2:28 lrn.values ('true') must be a list",
        "{lrn: {values: [yes, true]}} § 2:34 lrn: the value 'true' stands here twice",
        "{width: {values: [1, 1.0]}} § 2:34 width: the value '1.0' stands here twice",
        "{width: {value: 2.5}} § 2:29 width ('2.5') must be a number in (0, 2]",
        "{width: {value: 0}} § 2:29 width ('0') must be a number in (0, 2]",
        "{width: {value: '0.5'}} § 2:29 width ('0.5') must be a number in (0, 2] / Maybe remove the quotes: they make it text",
        "{width: {value: .nan}} § 2:29 width: the number (.nan) must be finite",
        "{width: {value: -.Inf}} § 2:29 width: the number (-.Inf) must be finite",
        "{width: {value: 1e400}} § 2:29 width: the number (1e400) must be finite",
        "{width: {value: 1:30}} § 2:29 width: '1:30' can be read as text (YAML 1.2) or as 90 (YAML 1.1, base 60) / Maybe write the number, or quote it if it is text",
        "{epochs: {value: 010}} § 2:30 epochs: '010' can be read as 10 (YAML 1.2) or as octal, 8 (YAML 1.1) / Maybe write 10, or quote it if it is text",
        "{epochs: {value: 089}} § 2:30 epochs: '089' can be read as 89 (YAML 1.2) or as the text '089' (YAML 1.1) / Maybe write 89, or quote it if it is text",
        "{epochs: {value: 99999999999999999999}} § 2:30 epochs: the integer (99999999999999999999) does not fit 64 bits",
        "{epochs: {value: 1.5}} § 2:30 epochs ('1.5') must be an integer 1…10000",
        "{epochs: {value: 0}} § 2:30 epochs ('0') must be an integer 1…10000",
        "{lrn.n: {value: 4}} § 2:29 lrn.n ('4') must be an odd integer 1…31",
        "{activation: {value: rleu}} § 2:34 activation ('rleu') must be one of relu | tanh; did you mean 'relu'?",
        "{dataset: {value: 12}} § 2:31 dataset ('12') must be text: a name, or a folder / Maybe put it in quotes",
        "{conv1.kernel: {min: 3}} § 2:14 conv1.kernel has min alone / Maybe add the other end",
        "{conv1.kernel: {min: 5, max: 3}} § 2:34 conv1.kernel: min (5) must be at most max (3)",
        "{conv1.kernel: {min: 5, max: 30}} § 2:42 conv1.kernel ('30') must be an integer 1…27",
        "{lrn.n: {min: 3, max: 7}} § 2:27 lrn.n ('4') must be an odd integer 1…31",
        "{epochs: {min: 1, max: 1000000000000}} § 2:28 epochs has 1,000,000,000,000 levels, which is more than 100,000",
        "{epochs: {min: -9223372036854775808, max: 9223372036854775807}} § 2:28 epochs has 18,446,744,073,709,551,616 levels, which is more than 100,000",
        "{width: {min: 0.1, max: 1.0}} § 2:27 width: a grid cannot take a range (0.1…1) that is not of integers / Maybe list values, or use method: random",
        "{width: {distribution: uniform, min: 0.1, max: 1}} § 2:36 a grid cannot take distribution: uniform, which has no list of levels / Maybe list values, or use method: random",
        "{width: {distribution: unifrom, min: 0.1, max: 1}} § 2:36 distribution ('unifrom') must be one of constant, categorical, categorical_w_probabilities, int_uniform, uniform, q_uniform, log_uniform, log_uniform_values, q_log_uniform, q_log_uniform_values, inv_log_uniform, inv_log_uniform_values, normal, q_normal, log_normal, q_log_normal, beta, q_beta; did you mean 'uniform'?",
        "{lrn: {values: [on, off], probabilities: [1, 0]}} § 2:39 probabilities of lrn has no meaning in a grid / Maybe use method: random",
        "{lrn: {parameters: {n: {value: 4}}}} § 2:44 lrn.n ('4') must be an odd integer 1…31",
        "{lrn: {parameters: {m: {value: 1}}}} § 2:33 unknown parameter 'lrn.m'; did you mean 'lrn.n'?",
        "{lrn: {parameters: {}}} § 2:32 parameters of lrn must name at least one parameter",
        "{lrn: {parameters: [n]}} § 2:32 parameters of lrn (a list) must be a map",
        "{lrn: {parameters: {n: {value: 1}}, value: true}} § 2:49 unknown key 'value'",
        "{lrn.n: {value: 3}, lrn: {parameters: {n: {value: 1}}}} § 2:52 lrn.n is named twice / Maybe remove one of them",
        "{width: {distribution: q_uniform, min: 0.5, max: 3, q: 0.5}} § 2:52 width ('2.5') must be a number in (0, 2]",
        "{width: {distribution: q_uniform, min: 1, max: 2, q: 0}} § 2:14 width: q must be > 0 / Maybe write a number above zero",
        "{width: {distribution: q_uniform, min: 1, max: 2, q: 0.000001}} § 2:52 width has 1,000,000 levels, which is more than 100,000",
        "{width: {distribution: q_uniform, min: 1}} § 2:14 width (q_uniform) has no max",
        "{width: {min: 1, max: 2, q: 1}} § 2:38 q of width has no meaning in a grid / Maybe use method: random",
        "{seed: {values: [1, 2.5]}} § 2:33 seed ('2.5') must be an integer",
      })
  void refusesParameters(String parameters, String problem) {
    assertThat(firstProblem("s.yaml", "method: grid\nparameters: " + parameters))
        .isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "{width: {}} § 3:14 width must have exactly one of value, values, or a distribution of numbers",
        "{width: {distribution: constant}} § 3:14 width must have exactly one of value, values, or a distribution of numbers",
        "{width: {values: [1, 2], min: 1}} § 3:14 width must have exactly one of value, values, or a distribution of numbers",
        "{width: {values: [1, 2], distribution: uniform}} § 3:14 width: distribution: uniform has no values / Maybe remove the one or the other",
        "{width: {value: 1, distribution: categorical}} § 3:14 width: distribution: categorical has no value / Maybe remove the one or the other",
        "{width: {values: [1, 2], probabilities: [1]}} § 3:53 width.probabilities (a list) must be a number ≥ 0 for each of its values, 1 together",
        "{width: {values: [1, 2], probabilities: [1, 1]}} § 3:53 width.probabilities (a list) must be a number ≥ 0 for each of its values, 1 together",
        "{width: {values: [1, 2], probabilities: [2, -1]}} § 3:53 width.probabilities (a list) must be a number ≥ 0 for each of its values, 1 together",
        "{width: {min: 0.5}} § 3:14 width (uniform) has no max",
        "{width: {distribution: q_uniform, q: 1}} § 3:14 width (q_uniform) has no min and max",
        "{width: {min: wide, max: 2.0}} § 3:27 width.min ('wide') must be a number",
        "{width: {min: 1.5, max: 0.5}} § 3:14 width: min (1.5) must be below max (0.5) / Maybe swap or widen them",
        "{width: {min: 0.5, max: 0.5}} § 3:14 width: min (0.5) must be below max (0.5) / Maybe swap or widen them",
        "{epochs: {min: 3, max: 2}} § 3:14 epochs: min (3) must be at most max (2) / Maybe swap or widen them",
        "{width: {min: 0.5, max: 2.5}} § 3:37 width ('2.5') must be a number in (0, 2]",
        "{epochs: {min: 0, max: 9}} § 3:28 epochs ('0') must be an integer 1…10000",
        "{width: {min: 0.1, max: 1.0, q: 0.1}} § 3:42 q of width has no meaning for distribution: uniform / Maybe remove it, or name the distribution that has it",
        "{width: {distribution: normal, min: 1}} § 3:44 min of width has no meaning for distribution: normal / Maybe remove it, or name the distribution that has it",
        "{width: {distribution: normal, sigma: 0}} § 3:14 width: sigma must be > 0 / Maybe write a number above zero",
        "{width: {distribution: beta, a: -1}} § 3:14 width: a must be > 0 / Maybe write a number above zero",
        "{width: {distribution: q_uniform, min: 1, max: 2, q: 0}} § 3:14 width: q must be > 0 / Maybe write a number above zero",
        "{width: {distribution: log_uniform_values, min: 0, max: 1}} § 3:14 width: min must be > 0 on a log scale / Maybe raise min",
        "{width: {distribution: log_uniform, min: 0, max: 0.5}} § 3:14 width: distribution: log_uniform takes exponents, and is deprecated in W&B / Maybe write distribution: log_uniform_values, min: 1, max: 1.6487212707001282",
        "{width: {distribution: inv_log_uniform, min: 0, max: 0.5}} § 3:14 width: distribution: inv_log_uniform takes exponents, and is deprecated in W&B / Maybe write distribution: log_uniform_values, min: 0.6065306597126334, max: 1",
        "{width: {distribution: int_uniform, min: 0.5, max: 1}} § 3:14 width: min and max of int_uniform must be integers / Maybe use q_uniform or uniform",
        "{epochs: {min: 1.0, max: 9}} § 3:14 epochs is an integer, and uniform draws others / Maybe use distribution: q_uniform, q: 1",
        "{epochs: {distribution: log_uniform_values, min: 1, max: 9}} § 3:14 epochs is an integer, and log_uniform_values draws others / Maybe use distribution: q_log_uniform_values, q: 1",
        "{epochs: {distribution: q_uniform, min: 1, max: 9, q: 0.5}} § 3:14 epochs is an integer, and q_uniform draws others / Maybe make q an integer",
        "{lrn: {min: 0, max: 1}} § 3:14 lrn must be boolean, so it cannot be drawn from int_uniform / Maybe list its values",
        "{seed: {values: [1, 2]}} § 3:1 method: random trains every point with one seed, not 2 / Maybe name one seed; several seeds are for a grid",
      })
  void refusesParametersOfASearch(String parameters, String problem) {
    assertThat(firstProblem("s.yaml", "method: random\nrun_cap: 3\nparameters: " + parameters))
        .isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "ablation: {seeds: 3} § 3:1 method: sobol trains every point with one seed, not 3 / Maybe name one seed; several seeds are for a grid",
        "ablation: {winner_seeds: -1} § 3:26 ablation.winner_seeds ('-1') must be a count from 0 to 1,000",
        "ablation: {margin: {time: 0.1}} § 3:12 ablation.margin has no meaning for method: sobol, which compares nothing / Maybe remove it, or use method: grid",
        "metric: {name: test_loss, goal: minimize} § 3:9 test_loss cannot choose a point: whatever is chosen is chosen on validation / Maybe judge by validation_loss; its twin on the test set is shown beside it",
      })
  void refusesWhatASearchHasNot(String line, String problem) {
    assertThat(
            firstProblem(
                "s.yaml",
                "method: sobol\nrun_cap: 3\n" + line + "\nparameters: {width: {min: 1, max: 2}}"))
        .isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "~ | 3:11 ablation (empty) must be a map",
        "{seds: 3} | 3:12 unknown key 'seds'; did you mean 'seeds'?",
        "{nuisance: width} | 3:22 ablation.nuisance ('width') must be a list of parameters, or a map with parameters, seeds, trials",
        "{nuisance: []} | 3:22 ablation.nuisance must not be an empty list",
        "{nuisance: [widht]} | 3:23 unknown parameter 'widht'; did you mean 'width'?",
        "{nuisance: [width]} | 3:23 width has no values to tune it over / Maybe give it several under parameters: width: {values: […]}",
        "{nuisance: [lrn, lrn]} | 3:28 the parameter 'lrn' stands here twice",
        "{nuisance: [[lrn]]} | 3:23 an item of ablation.nuisance (a list) must be a parameter's name",
        "{nuisance: [lrn, conv1.kernel]} | 3:12 every parameter with several values is a nuisance parameter, so no arms are compared / Maybe give a parameter several values that is to be compared, or name arms",
        "{nuisance: {seeds: 3}} | 3:22 ablation.nuisance names no parameters / Maybe add parameters: [learning_rate]",
        "{nuisance: {parameters: [lrn], seeds: 0}} | 3:49 ablation.nuisance.seeds ('0') must be a count of selection seeds from 1 to 1,000",
        "{nuisance: {parameters: [lrn], trials: 5}} | 3:50 ablation.nuisance.trials ('5') must be one of all",
        "{nuisance: {parameters: [lrn], trails: all}} | 3:42 unknown key 'trails'; did you mean 'trials'?",
        "{nuisance: [lrn], baseline: {lrn: on}} | 3:40 lrn is tuned inside every arm (nuisance), so no arm is set apart by it / Maybe remove it here, or from ablation.nuisance",
        "{nuisance: [lrn, conv1.kernel], arms: {a: {width: 1}, b: {lrn: on}}} | 3:69 lrn is tuned inside every arm (nuisance), so no arm is set apart by it / Maybe remove it here, or from ablation.nuisance",
        "{claims: []} | 3:20 ablation.claims must not be an empty list",
        "{claims: [{factor: lrn, metric: time}]} | 3:21 a claim needs either ratio or difference",
        "{claims: [{factor: lrn, arm: a, metric: time, ratio: 2}]} | 3:21 a claim needs either factor or arm",
        "{claims: [{factor: lrn, ratio: 2}]} | 3:21 a claim needs metric",
        "{claims: [{factor: lrn, metric: time, ratio: 0}]} | 3:56 ratio ('0') must be a number > 0",
        "{claims: [{arm: lrn, metric: time, ratio: 2}]} | 3:22 the claim is about an arm, and no arms are named / Maybe say factor",
        "{claims: [{factor: lrn, metric: time, difference: 2}]} | 3:49 a difference of time means nothing: times of different machines differ / Maybe say it as a ratio",
        "{when: {}} | 3:18 ablation.when must name 1 to 16 parameters, not 0",
        "{when: lrn} | 3:18 ablation.when ('lrn') must be a map",
        "{when: {lrn: {}}} | 3:24 ablation.when.lrn must name at least one parameter",
        "{when: {lrn: on}} | 3:24 ablation.when.lrn ('on') must be a map",
        "{when: {lnr: {conv1.kernel: 3}}} | 3:19 unknown parameter 'lnr'; did you mean 'lrn'?",
        "{when: {width: {lrn: on}}} | 3:19 width does not vary / Maybe give it several values under parameters, or remove it here",
        "{when: {lrn: {width: 1}}} | 3:25 width does not vary / Maybe give it several values under parameters, or remove it here",
        "{when: {lrn: {conv1.kernel: 4}}} | 3:39 conv1.kernel ('4') must be one of its levels: 3, 5",
        "{when: {lrn: {conv1.kernel: []}}} | 3:39 conv1.kernel must not be an empty list",
        "{when: {lrn: {conv1.kernel: 3}, conv1.kernel: {lrn: on}}} | 3:19 lrn varies only where it does itself / Maybe break the circle",
        "{when: {lrn: {conv1.kernel: 3}, width: {lrn: on}}} | 3:43 width does not vary / Maybe give it several values under parameters, or remove it here",
        "{nuisance: [lrn], when: {lrn: {conv1.kernel: 3}}} | 3:36 lrn is tuned inside every arm alike (nuisance), so it has no condition and is none / Maybe remove it here, or from ablation.nuisance",
        "{budget: 3} | 3:20 ablation.budget ('3') must be a map",
        "{budget: {max_hours: 0}} | 3:32 max_hours ('0') must be a number > 0",
        "{budget: {stall_minutes: 0}} | 3:36 stall_minutes ('0') must be a number > 0",
        "{budget: {in_parts: 2}} | 3:31 in_parts ('2') must be true or false",
        "{budget: {hours: 1}} | 3:21 unknown key 'hours'",
        "{budget: {finish_by: 7}} | 3:32 finish_by ('7') must be a time of day such as \"07:00\"",
        "{budget: {finish_by: '24:00'}} | 3:32 finish_by ('24:00') must be a time of day such as \"07:00\"",
        "{budget: {max_memory: 8}} | 3:33 max_memory ('8') must be a size such as 8g or 900m",
        "{winner_seeds: 3} | 3:12 ablation.winner_seeds has no meaning in a grid, which picks no winner / Maybe remove it, or use method: random",
        "{seeds: 0} | 3:19 ablation.seeds ('0') must be a count from 1 to 100,000, or a list of integers",
        "{seeds: all} | 3:19 ablation.seeds ('all') must be a count from 1 to 100,000, or a list of integers",
        "{seeds: []} | 3:19 ablation.seeds must not be an empty list",
        "{seeds: [1, 2, 1]} | 3:26 the seed '1' stands here twice",
        "{seeds: [1, x]} | 3:23 seed ('x') must be an integer",
        "{design: fractional} | 3:20 ablation.design ('fractional') must be one of full, one_at_a_time",
        "{order: block} | 3:19 ablation.order ('block') must be one of blocks, shuffled, listed; did you mean 'blocks'?",
        "{margin: 0.1} | 3:20 ablation.margin ('0.1') must be a map",
        "{margin: {accuracy: 0.1}} | 3:21 unknown metric 'accuracy'",
        "{margin: {tme: 0.1}} | 3:21 unknown metric 'tme'; did you mean 'time'?",
        "{margin: {time: 0}} | 3:27 the margin of time ('0') must be a number > 0",
        "{margin: {time: .inf}} | 3:27 the margin of time: the number (.inf) must be finite",
        "{stuck: 0.1} | 3:19 ablation.stuck ('0.1') must be a map",
        "{stuck: {}} | 3:19 ablation.stuck names one metric / Maybe write {METRIC: VALUE}, such as {accuracy: 0.12}",
        "{stuck: {validation_accuracy: 0.1, validation_loss: 2.3}} | 3:19 ablation.stuck names one metric / Maybe write {METRIC: VALUE}, such as {accuracy: 0.12}",
        "{stuck: {validation_accurcy: 0.1}} | 3:20 unknown metric 'validation_accurcy'; did you mean 'validation_accuracy'?",
        "{stuck: {time: 0.1}} | 3:20 unknown metric 'time'",
        "{stuck: {validation_loss: high}} | 3:37 ablation.stuck of validation_loss ('high') must be a number",
        "{stuck: {validation_loss: .inf}} | 3:37 ablation.stuck of validation_loss: the number (.inf) must be finite",
        "{baseline: first} | 3:22 ablation.baseline ('first') must be a map",
        "{baseline: {lnr: on}} | 3:23 unknown parameter 'lnr'; did you mean 'lrn'?",
        "{baseline: {width: 1}} | 3:23 width is not a factor of this sweep / Maybe give it several values under parameters, or name a factor: conv1.kernel, lrn",
        "{baseline: {conv1.kernel: 7}} | 3:37 conv1.kernel ('7') must be one of its levels: 3, 5",
        "{exclude: {lrn: on}} | 3:21 ablation.exclude (a map) must be a list",
        "{exclude: [{}]} | 3:22 an item of ablation.exclude must name at least one factor",
        "{exclude: [lrn]} | 3:22 an item of ablation.exclude ('lrn') must be a map",
        "{exclude: [{conv1.kernel: 4}]} | 3:37 conv1.kernel ('4') must be one of its levels: 3, 5",
        "{include: [{conv1.kernel: 99}]} | 3:37 conv1.kernel ('99') must be an integer 1…27",
        "{include: [{epochs: 9}]} | 3:23 epochs is not a factor of this sweep / Maybe give it several values under parameters, or name a factor: conv1.kernel, lrn",
        "{compare: [[a, b]]} | 3:12 compare needs named arms / Maybe name them under ablation.arms",
        "{arms: {a: {width: 1}}} | 3:12 with named arms no parameter may have several values, but these have: conv1.kernel, lrn / Maybe name an arm for each value",
      })
  void refusesAblations(String ablation, String problem) {
    String start =
        "method: grid\nparameters: {lrn: {values: [off, on]}, conv1.kernel: {values: [3, 5]}}\n";
    assertThat(firstProblem("s.yaml", start + "ablation: " + ablation)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{arms: {}} | 2:18 ablation.arms must name at least one arm",
        "{arms: [a]} | 2:18 ablation.arms (a list) must be a map",
        "{arms: {a: on}} | 2:22 the arm a ('on') must be a map",
        "{arms: {a: {lnr: on}}} | 2:23 unknown parameter 'lnr'; did you mean 'lrn'?",
        "{arms: {a: {lrn: on}, b: {lrn: yes}}} | 2:33 the arms 'a' and 'b' are the same",
        "{arms: {a: {lrn: on}}, design: full} | 2:34 design has no meaning with named arms / Maybe remove it",
        "{arms: {a: {lrn: on}}, when: {lrn: {width: 1}}} | 2:34 when has no meaning with named arms / Maybe remove it",
        "{arms: {a: {lrn: on}}, exclude: [{lrn: on}]} | 2:34 exclude has no meaning with named arms / Maybe remove it",
        "{arms: {abc: {lrn: on}}, baseline: abd} | 2:46 the arm ('abd') must be one of abc; did you mean 'abc'?",
        "{arms: {a: {lrn: on}, b: {}}, compare: [[a, c]]} | 2:55 the arm ('c') must be one of a, b; did you mean 'a'?",
        "{arms: {a: {lrn: on}, b: {}}, compare: [[a]]} | 2:51 an item of ablation.compare (a list) must be a pair of arms: [arm, against]",
        "{arms: {a: {lrn: on}, b: {}}, compare: [[a, a]]} | 2:51 the arm 'a' is compared with itself",
        "{arms: {a: {lrn: on}, b: {}}, compare: [[a, b], [a, b]]} | 2:59 this pair stands here twice",
      })
  void refusesNamedArms(String ablation, String problem) {
    assertThat(firstProblem("s.yaml", "method: grid\nablation: " + ablation)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: 1\\na: 2 | 3:1 'a' stands here twice: first in line 2",
        "b: &b {x: 1}\\nc: {<<: *b} | 3:5 the merge key << is not part of YAML 1.2 / Maybe repeat the keys here, or give the whole map an alias",
        "a: !!javax.script.ScriptEngineManager [] | 2:4 the tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' is not allowed in a spec / Maybe remove it",
        "a: !mine 1 | 2:4 the tag '!mine' is not allowed in a spec / Maybe remove it",
        "a: !!binary aGk= | 2:4 the tag 'tag:yaml.org,2002:binary' is not allowed in a spec / Maybe remove it",
        "---\\na: 1 | 2:1 a second document begins here; a spec is one document / Maybe remove the line ---",
        "a: *b | 2:4 the alias *b has no anchor before it",
        "a: &a [*a] | 2:8 the alias *a stands inside what it repeats",
        "\\ta: 1 | 2:1 a tab stands where YAML wants spaces / Maybe indent with spaces",
        "? [a]\\n: 1 | 2:3 a key must be a single word, not a list",
        "a: [1, 2 | 3:1 not YAML: while parsing a flow sequence: expected ',' or ']', but got <stream end>",
        "a: x\u0007y | 2:5 a character that YAML does not allow",
      })
  void refusesYaml(String text, String problem) {
    String yaml = "method: grid\n" + text.replace("\\n", "\n").replace("\\t", "\t") + "\n";
    SpecException e =
        catchThrowableOfType(
            SpecException.class, () -> SpecReader.read("s.yaml", yaml, SmallCatalog::byName));
    List<String> problems =
        e.problems().stream()
            .filter(p -> !p.message().startsWith("unknown key"))
            .map(p -> p.line() + ":" + p.column() + " " + p.message().replace("\n  ", " / "))
            .toList();
    assertThat(problems).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"method\": \"grid\",\\n \"method\": \"grid\"} | 2:2 'method' stands here twice: first in line 1",
        "{\"method\": \"grid\"}\\n{} | 2:1 text after the end of the spec / Maybe remove it",
        "{\"method\": \"grid\", \"run_cap\": 010} | 1:32 not JSON: Invalid numeric value: Leading zeroes not allowed",
        "{\"method\": \"grid\", \"run_cap\": NaN} | 1:34 not JSON: Non-standard token 'NaN'",
        "{\"method\": \"grid\",} | 1:19 not JSON",
        "{\"method\": \"grid\" | 1:18 not JSON",
        "{\"method\": \"grid\", \"parameters\": {\"width\": {\"value\": 1e400}}} | 1:54 width: the number (1e400) must be finite",
        "{\"method\": \"grid\", \"parameters\": {\"lrn\": {\"value\": \"true\"}}} | 1:52 lrn ('true') must be a boolean: true or false / Maybe remove the quotes: they make it text",
        "{\"method\": \"grid\", \"parameters\": {\"lrn\": {\"value\": null}}} | 1:52 lrn (empty) must be a value",
      })
  void refusesJson(String text, String problem) {
    assertThat(firstProblem("s.json", text.replace("\\n", "\n"))).startsWith(problem);
  }
}
