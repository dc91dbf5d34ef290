package dev.nightsweep.machine;

import java.util.Locale;

/** The version of this program, as the jar's manifest has it. */
public final class ProductVersion {
  private ProductVersion() {}

  public static String text() {
    String version = ProductVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version.toLowerCase(Locale.ROOT);
  }
}
