package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a program finds in its environment beside the user's own variables. */
final class ProgramVariables {
  private static final String PARAMETERS = "NIGHTSWEEP_PARAMETERS";
  private static final String PARAMETERS_FILE = "NIGHTSWEEP_PARAMETERS_FILE";
  private static final String FILE = "parameters.json";

  /** Linux takes no longer variable than 128 kB; the file has them whatever their length. */
  private static final int MAX_PARAMETERS = 100_000;

  private ProgramVariables() {}

  /** The variables by name; the file that one of them names is written. */
  static Map<String, String> of(Assignment run) throws IOException {
    Map<String, String> variables = new TreeMap<>();
    variables.put("NIGHTSWEEP_SEED", Long.toString(run.seed()));
    variables.put("NIGHTSWEEP_RUN_DIR", run.folder());
    variables.put("PYTHONUNBUFFERED", "1");
    String json = PythonJson.text(ParametersJson.of(run));
    Path file = Path.of(run.folder()).resolve(FILE);
    Files.writeString(file, json);
    variables.put(PARAMETERS_FILE, file.toString());
    if (json.length() <= MAX_PARAMETERS) {
      variables.put(PARAMETERS, json);
    }
    return variables;
  }
}
