package dev.nightsweep.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;

/** How a reading is stored: as a number, or as one of the three that H2 cannot average. */
enum Kind {
  FINITE(0, 0),
  NAN(1, Double.NaN),
  PLUS_INFINITY(2, Double.POSITIVE_INFINITY),
  MINUS_INFINITY(3, Double.NEGATIVE_INFINITY);

  /** What the column kind holds. */
  final int code;

  private final double reading;

  Kind(int code, double reading) {
    this.code = code;
    this.reading = reading;
  }

  static Kind of(double reading) {
    if (Double.isFinite(reading)) {
      return FINITE;
    }
    return Double.isNaN(reading) ? NAN : reading > 0 ? PLUS_INFINITY : MINUS_INFINITY;
  }

  /** The number for the column reading: null unless finite. */
  Double stored(double finite) {
    return this == FINITE ? Double.valueOf(finite) : null;
  }

  /** The reading in the columns {@code kind} and {@code reading} of the row. */
  static double read(ResultSet row) throws SQLException {
    return switch (row.getInt("kind")) {
      case 0 -> row.getDouble("reading");
      case 1 -> NAN.reading;
      case 2 -> PLUS_INFINITY.reading;
      default -> MINUS_INFINITY.reading;
    };
  }
}
