package dev.nightsweep.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.stream.IntStream;

/**
 * Takes the values of a decoded image as they stand in the file. Java's own {@code getRGB} would
 * lighten grey images, since it takes them to be linear.
 */
final class Pixels {
  private static final int OPAQUE = 255;

  private Pixels() {}

  /**
   * @throws DamagedImageException if it is of a kind that is not read
   */
  static PlanarImage of(BufferedImage image) throws DamagedImageException {
    ColorModel colours = image.getColorModel();
    if (colours instanceof IndexColorModel palette) {
      return ofPalette(image.getRaster(), palette);
    }
    if (!(colours instanceof ComponentColorModel)
        || image.getRaster().getTransferType() != DataBuffer.TYPE_BYTE
        || image.getRaster().getNumBands() > 4) {
      throw new DamagedImageException("it is of a kind that is not read; save it as RGB or grey");
    }
    return ofBands(image.getRaster(), colours.hasAlpha());
  }

  private static PlanarImage ofBands(Raster raster, boolean alpha) throws DamagedImageException {
    int bands = raster.getNumBands();
    int channels = alpha ? bands - 1 : bands;
    if (channels != 1 && channels != 3) {
      throw new DamagedImageException(
          "it has %d channels; save it as RGB or grey".formatted(channels));
    }
    int area = raster.getHeight() * raster.getWidth();
    byte[] values = new byte[channels * area];
    for (int y = 0; y < raster.getHeight(); y++) {
      int[] row = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
      for (int x = 0; x < raster.getWidth(); x++) {
        for (int channel = 0; channel < channels; channel++) {
          values[channel * area + y * raster.getWidth() + x] = (byte) row[x * bands + channel];
        }
        requireOpaque(alpha ? row[x * bands + channels] : OPAQUE);
      }
    }
    return new PlanarImage(channels, raster.getHeight(), raster.getWidth(), values);
  }

  private static PlanarImage ofPalette(Raster raster, IndexColorModel palette)
      throws DamagedImageException {
    int channels = isGrey(palette) ? 1 : 3;
    int area = raster.getHeight() * raster.getWidth();
    byte[] values = new byte[channels * area];
    for (int y = 0; y < raster.getHeight(); y++) {
      int[] row = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
      for (int x = 0; x < raster.getWidth(); x++) {
        int place = y * raster.getWidth() + x;
        requireIn(palette, row[x]);
        values[place] = (byte) palette.getRed(row[x]);
        if (channels == 3) {
          values[area + place] = (byte) palette.getGreen(row[x]);
          values[2 * area + place] = (byte) palette.getBlue(row[x]);
        }
        requireOpaque(palette.getAlpha(row[x]));
      }
    }
    return new PlanarImage(channels, raster.getHeight(), raster.getWidth(), values);
  }

  private static boolean isGrey(IndexColorModel palette) {
    return IntStream.range(0, palette.getMapSize())
        .allMatch(
            i ->
                palette.getRed(i) == palette.getGreen(i)
                    && palette.getRed(i) == palette.getBlue(i));
  }

  private static void requireIn(IndexColorModel palette, int colour) throws DamagedImageException {
    if (colour >= palette.getMapSize()) {
      throw new DamagedImageException(
          "it uses colour %d of a palette of %d".formatted(colour, palette.getMapSize()));
    }
  }

  private static void requireOpaque(int alpha) throws DamagedImageException {
    if (alpha != OPAQUE) {
      throw new DamagedImageException(
          "it has transparent pixels; save it on a background, without transparency");
    }
  }
}
