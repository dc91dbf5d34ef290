package dev.nightsweep.app;

import dev.nightsweep.intake.Intake;
import dev.nightsweep.intake.IntakeOptions;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.source.SourceKind;
import dev.nightsweep.tracker.source.TrackerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a tracker kept of runs that were trained elsewhere.
 *
 * @param path its file or folder
 */
public record TrackedSource(SourceKind kind, Path path) {

  /**
   * Reads it and sorts its runs into a sweep. Nothing is written.
   *
   * @throws UserErrorException if it cannot be read, or its runs are ambiguous
   */
  public Intake read(IntakeOptions options, InstantSource clock) {
    if (!Files.exists(path)) {
      throw UserErrorException.usage(
          "%s cannot be read: there is no such file or folder.".formatted(path));
    }
    try {
      return Intake.of(TrackerSource.read(kind, path), options, clock.instant());
    } catch (UnreadableRunException e) {
      throw UserErrorException.usage(sentence(e.getMessage()));
    } catch (IOException
        | IllegalArgumentException e) { // whoever wrote it may have written anything
      throw UserErrorException.usage(
          "%s cannot be read as runs of %s: %s"
              .formatted(path, kind.text(), sentence(String.valueOf(e.getMessage()))));
    } catch (OutOfMemoryError e) {
      throw UserErrorException.usage(
          "%s takes more memory than there is; NIGHTSWEEP_OPTS=-Xmx2g gives more.".formatted(path));
    }
  }

  private static String sentence(String why) {
    return why.endsWith(".") ? why : why + ".";
  }
}
