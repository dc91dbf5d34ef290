package dev.nightsweep.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How worker processes are started.
 *
 * @param javaHome whose {@code bin/java} runs them
 * @param classPath as for {@code java -cp}
 * @param mainClass reads assignments on standard input and answers with signals
 * @param options for the Java VM
 * @param environment variables to set beside those of this process
 * @param folder where a VM that dies leaves its error file
 */
public record Launch(
    Path javaHome,
    String classPath,
    String mainClass,
    List<String> options,
    Map<String, String> environment,
    Path folder) {

  public Launch {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** What starts one, with its standard streams as pipes. */
  public ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(options);
    // The fatal-error banner would otherwise land in the pipe that carries the signals.
    command.add("-XX:+DisplayVMOutputToStderr");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve(errorFileName("%p")));
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  /** Where a VM of that process number leaves its error file, should it die. */
  public Path errorFile(long pid) {
    return folder.resolve(errorFileName(Long.toString(pid)));
  }

  private static String errorFileName(String pid) {
    return "hs_err_" + pid + ".log";
  }
}
