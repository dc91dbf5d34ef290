package dev.nightsweep.data;

/** Thrown where an image cannot be used; says why, for a message that names the file. */
final class DamagedImageException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedImageException(String why) {
    super(why);
  }
}
