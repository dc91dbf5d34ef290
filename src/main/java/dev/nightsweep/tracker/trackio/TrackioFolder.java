package dev.nightsweep.tracker.trackio;

import dev.nightsweep.tracker.FolderRuns;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedRun;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trackio's folder, in which each project has a database. Links are not followed. */
public final class TrackioFolder {
  private static final String ENDING = ".db";

  private TrackioFolder() {}

  /** All runs of all projects. A project whose database cannot be read is left out. */
  public static FoundRuns read(Path folder) throws IOException {
    List<Path> databases = new ArrayList<>();
    try (DirectoryStream<Path> inner = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : inner) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          databases.add(file);
        }
      }
    }
    databases.sort(null);
    FolderRuns runs = new FolderRuns(folder);
    for (Path database : databases) {
      runs.add(() -> ofProject(database, databases.size() > 1));
    }
    return runs.found("there is no database of Trackio in it, such as project.db");
  }

  /** Runs of two projects may have the same name. */
  private static List<TrackedRun> ofProject(Path database, boolean isOneOfSeveral)
      throws IOException {
    String project = TrackioDatabase.project(database);
    return TrackioDatabase.read(database).runs().stream()
        .map(
            run ->
                new TrackedRun(isOneOfSeveral ? project + "/" + run.id() : run.id(), run.facts()))
        .toList();
  }
}
