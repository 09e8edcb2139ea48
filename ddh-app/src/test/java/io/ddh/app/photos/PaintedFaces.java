package io.ddh.app.photos;

import io.ddh.core.Images;
import io.ddh.data.draw.Bitmaps;
import io.ddh.vision.FaceRegion;
import io.ddh.vision.PhotoFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for the networks in tests that need no real ones. Each square of a painted photo is a
 * face: its red value tells the person, its green value the photo's own noise. Black is no face.
 *
 * @param dimension length of a description
 * @param millis time that a photo takes
 * @param photos counts the photos
 */
record PaintedFaces(int dimension, int millis, AtomicInteger photos) implements FaceSource {
  static final int SIDE = 8;

  PaintedFaces() {
    this(32, 0, new AtomicInteger());
  }

  /** Writes a photo with a face of each person; 0 paints no face. */
  static Path photo(Path file, int noise, int... people) throws IOException {
    byte[] pixels = new byte[SIDE * SIDE * people.length * 3];
    for (int i = 0; i < pixels.length / 3; i++) {
      int person = people[i % (SIDE * people.length) / SIDE];
      pixels[3 * i] = (byte) person;
      pixels[3 * i + 1] = (byte) (person == 0 ? 0 : noise);
    }
    Images image = new Images(SIDE, SIDE * people.length, 3, pixels);
    Files.createDirectories(file.getParent());
    return Files.write(file, Bitmaps.png(Bitmaps.of(image, 0)));
  }

  @Override
  public List<PhotoFace> find(Images photo) {
    photos.incrementAndGet();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<PhotoFace> out = new ArrayList<>();
    for (int x = 0; x + SIDE <= photo.width(); x += SIDE) {
      int person = photo.pixels()[3 * x] & 255;
      int noise = photo.pixels()[3 * x + 1] & 255;
      if (person > 0) {
        int size = SIDE - out.size(); // the first face is the largest
        out.add(
            new PhotoFace(new FaceRegion(x, 0, size, size), 0.9, List.of(), vector(person, noise)));
      }
    }
    return out;
  }

  float[] vector(int person, int noise) {
    SplittableRandom own = new SplittableRandom(person);
    SplittableRandom random = new SplittableRandom(person * 1000L + noise);
    float[] out = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      out[i] = (float) (own.nextDouble() + 0.2 * random.nextDouble());
    }
    return out;
  }

  @Override
  public int length() {
    return dimension;
  }

  @Override
  public String networks() {
    return "painted faces " + dimension;
  }
}
