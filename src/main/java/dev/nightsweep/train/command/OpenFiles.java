package dev.nightsweep.train.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that a process has open, as Linux tells it of this user's; elsewhere none. */
record OpenFiles(Path process) {
  private static final String FLAGS = "flags:";
  private static final int OCTAL = 8;

  /** Opened to be written to, or to be read and written. */
  private static final long WRITES = 3;

  static OpenFiles of(long pid) {
    return new OpenFiles(Path.of("/proc", Long.toString(pid)));
  }

  /** Adds the regular files that it writes to. */
  void writtenTo(List<Path> found) {
    Path open = process.resolve("fd");
    if (!Files.isDirectory(open)) {
      return;
    }
    try (Stream<Path> links = Files.list(open)) {
      links.forEach(link -> add(link, found));
    } catch (IOException | UncheckedIOException | SecurityException e) {
      // It has ended: the next look sees what is left.
    }
  }

  private void add(Path link, List<Path> found) {
    try {
      Path file = Files.readSymbolicLink(link);
      if (file.isAbsolute() && writes(link.getFileName()) && Files.isRegularFile(file)) {
        found.add(file);
      }
    } catch (IOException | SecurityException e) {
      // It was closed meanwhile, as that through which this reads; the others are there.
    }
  }

  private boolean writes(Path number) throws IOException {
    for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(number))) {
      if (line.startsWith(FLAGS)) {
        String flags = line.substring(FLAGS.length()).strip();
        return (Long.parseLong(flags, OCTAL) & WRITES) != 0;
      }
    }
    return false;
  }
}
