package dev.nightsweep.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces files: whoever reads one finds the old content or the new, whole. What is written is not
 * yet on the disk when a method returns; journals, which must be, are written otherwise.
 */
public final class AtomicFile {
  private static final String DRAFTS = ".draft-";
  private static final String ENDING = ".tmp";
  private static final Pattern OF_PROCESS = Pattern.compile("\\.draft-(\\d+)-.*\\.tmp");

  private AtomicFile() {}

  /** Writes the new content to a file that may exist already. */
  public interface Content {
    void writeTo(Path draft) throws IOException;
  }

  /** Replaces a file, or makes it, with its folder if need be; everybody may read it. */
  public static void write(Path target, String text) throws IOException {
    replace(target, draft -> Files.writeString(draft, text));
  }

  /** The same with content that need not fit into memory. */
  public static void write(Path target, Content content) throws IOException {
    replace(target, content);
  }

  /** The same, for this user's eyes only, where the file system knows users. */
  public static void writeSecret(Path target, String text) throws IOException {
    replace(
        target,
        draft -> {
          if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
          }
          Files.writeString(draft, text);
        });
  }

  /** Replaces a file by a copy of another one. */
  public static void copy(Path from, Path target) throws IOException {
    replace(target, draft -> Files.copy(from, draft));
  }

  private static void replace(Path target, Content content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    deleteDraftsOfTheDead(folder);
    // Not a temporary file of the JDK's: those only their user may read.
    String name = DRAFTS + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ENDING;
    Path draft = folder.resolve(name);
    try {
      content.writeTo(draft);
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A process that was killed left them; those of living ones are none of our business. */
  private static void deleteDraftsOfTheDead(Path folder) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFTS + "*" + ENDING)) {
      for (Path draft : drafts) {
        Matcher owner = OF_PROCESS.matcher(draft.getFileName().toString());
        if (owner.matches() && !isAlive(Long.parseLong(owner.group(1)))) {
          Files.deleteIfExists(draft);
        }
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
