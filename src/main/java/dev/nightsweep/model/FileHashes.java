package dev.nightsweep.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files that a run reads and that are part of its identity, as they were when its session began.
 *
 * @param sha256 in hex, by the name of the file or of what it is to the run
 * @param scope which files of a program of somebody's own are its code
 */
public record FileHashes(SortedMap<String, String> sha256, CodeScope scope) {
  public static final FileHashes NONE = new FileHashes(new TreeMap<>());

  public FileHashes {
    sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
    scope = scope == null ? CodeScope.USUAL : scope;
  }

  public FileHashes(SortedMap<String, String> sha256) {
    this(sha256, CodeScope.USUAL);
  }
}
