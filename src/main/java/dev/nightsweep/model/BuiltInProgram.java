package dev.nightsweep.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The programs of our own, the default one first. What a new one needs in the parent process
 * ({@code machine}) and in workers, the compiler asks for there.
 */
public enum BuiltInProgram {
  ALEXNET(BuiltInProgram.DEFAULT_NAME),
  SIMULATED("simulated");

  /** The program that trains where a spec names none. */
  public static final String DEFAULT_NAME = "alexnet";

  private final String text;

  BuiltInProgram(String text) {
    this.text = text;
  }

  /** The name in specs, journals and SQL. */
  public String text() {
    return text;
  }

  /** As specs and sweeps refer to it. */
  public ProgramRef ref() {
    return new ProgramRef.BuiltIn(text);
  }

  public static Optional<BuiltInProgram> find(String name) {
    return Arrays.stream(values()).filter(program -> program.text.equals(name)).findFirst();
  }

  /**
   * The program of that name.
   *
   * @throws UserErrorException if there is none, as in journals of another version
   */
  public static BuiltInProgram of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                UserErrorException.usage(
                    "There is no program %s. Maybe one of %s."
                        .formatted(name, String.join(", ", names()))));
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(BuiltInProgram::text).toList();
  }
}
