package dev.nightsweep.cli;

import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nightsweep init}. */
@Command(
    name = "init",
    description = "Write a starter spec, with comments, that plans and runs as it is.")
final class InitCommand extends ConsoleCommand {
  private static final String STARTER = "starter.yaml";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "experiment.yaml",
      description = "What to write; it must not exist yet (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Override
  public Integer call() throws IOException {
    try (InputStream starter =
        Objects.requireNonNull(InitCommand.class.getResourceAsStream(STARTER))) {
      Files.copy(starter, file);
    } catch (FileAlreadyExistsException e) {
      throw UserErrorException.usage(
          "%s exists already, and is left as it is. Name another file: `nightsweep init FILE`."
              .formatted(file));
    } catch (NoSuchFileException e) {
      throw UserErrorException.usage(
          "There is no folder %s. Make it first, or name a file elsewhere."
              .formatted(file.toAbsolutePath().getParent()));
    } catch (FileSystemException e) {
      throw UserErrorException.usage(
          "%s cannot be written: %s. Name a file elsewhere."
              .formatted(file, Objects.requireNonNullElse(e.getReason(), "no permission")));
    }
    console()
        .result(
            """
            Wrote %1$s. Edit it, then:
              nightsweep plan %1$s
              nightsweep run %1$s\
            """
                .formatted(file));
    return ExitCode.DONE;
  }
}
