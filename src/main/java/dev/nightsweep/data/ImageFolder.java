package dev.nightsweep.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists what a folder of a data set holds, in one order on every machine. Links may lead about
 * within the data set, but not out of it.
 */
final class ImageFolder {
  private static final Set<String> READ = Set.of("png", "jpg", "jpeg");
  private static final Set<String> OTHER_IMAGES =
      Set.of("gif", "bmp", "webp", "tif", "tiff", "jp2", "avif", "heic", "ppm", "pgm", "svg");
  private static final Set<String> OF_SYSTEMS = Set.of("Thumbs.db", "desktop.ini");

  private final Path root;
  private final Path real;
  private final List<String> leftOut = new ArrayList<>();
  private int files;

  ImageFolder(Path root) {
    this.root = root;
    try {
      this.real = root.toRealPath();
    } catch (IOException e) {
      throw DataLimits.unreadable(root, e);
    }
  }

  /** Whether there are folders in it, as those of classes are. */
  static boolean holdsFolders(Path folder) {
    return new ImageFolder(folder).entries(folder).stream().anyMatch(Files::isDirectory);
  }

  /** Files that are no images, as paths below the root. */
  List<String> leftOut() {
    return leftOut;
  }

  /** The folders in a folder, by name. */
  SortedMap<String, Path> folders(Path in) {
    SortedMap<String, Path> folders = new TreeMap<>();
    for (Path entry : entries(in)) {
      if (attributes(entry).isDirectory()) {
        folders.put(entry.getFileName().toString(), entry);
      } else {
        leaveOut(entry);
      }
    }
    return folders;
  }

  /** The images in the folder of a class, by name. */
  List<Path> images(Path classFolder) {
    List<Path> images = new ArrayList<>();
    for (Path entry : entries(classFolder)) {
      BasicFileAttributes attributes = attributes(entry);
      if (attributes.isDirectory()) {
        throw refused(
            entry, "is a folder in the folder of a class. Put its images beside it, or delete it.");
      }
      if (!attributes.isRegularFile()) {
        throw refused(entry, "is no ordinary file. Delete it.");
      }
      if (isImage(entry)) {
        images.add(entry);
      } else {
        leaveOut(entry);
      }
    }
    return images;
  }

  /** A path below the root, with slashes on every system. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private void leaveOut(Path entry) {
    leftOut.add(name(entry));
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (OTHER_IMAGES.contains(ending)) {
      throw refused(file, "is of a kind that is not read. Save it as PNG, or delete it.");
    }
    return READ.contains(ending);
  }

  private List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        String name = entry.getFileName().toString();
        if (name.startsWith(".") || OF_SYSTEMS.contains(name)) {
          continue;
        }
        if (!DataLimits.isPlain(name)) {
          throw refused(entry, "has a name with characters that cannot be shown. Rename it.");
        }
        if (++files > DataLimits.MAX_FILES) {
          throw refused(root, "holds more than %d files.".formatted(DataLimits.MAX_FILES));
        }
        entries.add(entry);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw refused(folder, "cannot be listed: " + DataLimits.shown(e.toString()));
    }
    entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
    return entries;
  }

  private BasicFileAttributes attributes(Path entry) {
    try {
      BasicFileAttributes itself =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!itself.isSymbolicLink()) {
        return itself;
      }
      if (!entry.toRealPath().startsWith(real)) {
        throw refused(
            entry,
            "is a link that leads out of the data set. Copy what it leads to, or delete it.");
      }
      return Files.readAttributes(entry, BasicFileAttributes.class);
    } catch (IOException e) {
      throw DataLimits.unreadable(entry, e);
    }
  }

  private static DataSetException refused(Path path, String problem) {
    return new DataSetException("%s %s".formatted(DataLimits.shown(path), problem));
  }
}
