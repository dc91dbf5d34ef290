package dev.nightsweep.engine.spark;

import dev.nightsweep.model.Assignment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** A run's last checkpoint in a folder that all executors see: any that Hadoop can name. */
final class SharedCheckpoint {
  private final java.nio.file.Path here;
  private final Path there;
  private final FileContext files;
  private Optional<FileTime> pushed = Optional.empty();

  /**
   * @param folder the shared one
   * @param here the run's folder on this machine
   * @throws IOException if the shared folder cannot be reached
   */
  SharedCheckpoint(String folder, Assignment run, java.nio.file.Path here) throws IOException {
    this.here = here.resolve(Assignment.LAST_CHECKPOINT);
    Path base = new Path(folder);
    URI uri = base.toUri();
    this.files = uri.getScheme() == null ? local() : FileContext.getFileContext(uri);
    this.there =
        new Path(new Path(new Path(base, run.sweepId()), run.runId()), Assignment.LAST_CHECKPOINT);
  }

  private static FileContext local() throws IOException {
    return FileContext.getLocalFSFileContext();
  }

  /** Brings it here, if there is one. */
  void fetch() throws IOException {
    if (!files.util().exists(there)) {
      return;
    }
    try (var in = files.open(there)) {
      Files.copy(in, here);
    }
    pushed = Optional.of(Files.getLastModifiedTime(here));
  }

  /** Takes there what is newer here; what stood there stands until all of it is there. */
  void push() throws IOException {
    if (!Files.exists(here) || pushed.equals(Optional.of(Files.getLastModifiedTime(here)))) {
      return;
    }
    FileTime time = Files.getLastModifiedTime(here);
    Path draft = there.suffix(".draft");
    try (FSDataOutputStream out =
        files.create(
            draft,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent())) {
      Files.copy(here, out);
      out.hsync();
    }
    files.rename(draft, there, Options.Rename.OVERWRITE);
    pushed = Optional.of(time);
  }

  /**
   * The run has its result: deletes the run's folder, with what an executor left that was killed
   * while it pushed.
   */
  void delete() throws IOException {
    Path folder = there.getParent();
    if (files.util().exists(folder)) {
      files.delete(folder, true);
    }
  }
}
