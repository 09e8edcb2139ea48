package io.ddh.vision.detect;

import io.ddh.core.Check;
import io.ddh.vision.align.PhotoPixels;
import io.ddh.vision.align.Similarity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the faces of a photo. The network looks at the whole photo and, if tiles are switched on, at
 * squares of it in which small faces are large enough. If the faces lie on their side, or none is
 * found, it looks again with the photo turned by a quarter, three quarters and a half. A second
 * network, which is good at large and turned faces, then looks at each face from near: it finds the
 * points more precisely, and what it doesn't recognise is dropped unless the first one was sure.
 */
public final class PhotoDetector implements AutoCloseable {
  private static final double SURE = 0.75;
  private static final double NEAR = 2.2; // side of the square around a face, in face widths
  private static final double SAME = 0.3;
  private static final int[] TURNS = {1, 3, 2};

  private final FaceNetwork network;
  private final Optional<FaceNetwork> near;
  private final Search search;

  /**
   * What is searched.
   *
   * @param tiles whether large photos are also searched in parts
   * @param turns whether faces that lie on their side or stand on their head are searched
   * @param minScore lowest score of a face, in 0..1
   * @param minFace width of the smallest face in pixels; it sets the size of the tiles
   * @param maxFaces largest number of faces per photo; those with the highest scores are kept
   */
  public record Search(
      boolean tiles, boolean turns, double minScore, int minFace, int maxFaces) {
    /**
     * Checks the ranges.
     *
     * @param tiles whether large photos are also searched in parts
     * @param turns whether faces that lie on their side or stand on their head are searched
     * @param minScore lowest score of a face, in 0..1
     * @param minFace width of the smallest face in pixels, at least 8
     * @param maxFaces largest number of faces per photo, at least 1
     */
    public Search {
      Check.inRange("minScore", minScore, 0, 1);
      Check.atLeast("minFace", minFace, 8);
      Check.atLeast("maxFaces", maxFaces, 1);
    }
  }

  /**
   * Joins networks to a detector, which closes them.
   *
   * @param network looks at whole photos and their parts
   * @param near looks at single faces from near; if absent, the first network's points are final
   * @param search what is searched
   */
  public PhotoDetector(FaceNetwork network, Optional<FaceNetwork> near, Search search) {
    this.network = network;
    this.near = near;
    this.search = search;
  }

  /** {@return whether faces have the corners of the mouth as points, and not its centre} */
  public boolean corners() {
    return network.corners();
  }

  /**
   * Finds the faces of a photo.
   *
   * @param photo the photo
   * @return the faces by descending score, in pixels of the photo
   */
  public List<FoundFace> find(PhotoPixels photo) {
    List<FoundFace> found = seen(photo, 0, search.tiles());
    int turn = search.turns() ? turn(found) : 0;
    if (turn != 0) {
      found = Suppression.best(joined(found, seen(photo, turn, search.tiles())));
    } else if (search.turns() && found.isEmpty()) {
      found = turned(photo);
    }
    return Suppression.best(near.isPresent() ? fromNear(photo, found) : found).stream()
        .filter(face -> face.score() >= search.minScore())
        .limit(search.maxFaces())
        .toList();
  }

  /** Returns how many quarter turns most faces are away from upright. */
  private static int turn(List<FoundFace> faces) {
    double[] votes = new double[4];
    for (FoundFace face : faces) {
      votes[Math.floorMod(Math.round(face.roll() / (Math.PI / 2)), 4)] += face.score();
    }
    int best = 0;
    for (int turn : TURNS) {
      best = votes[turn] > votes[best] ? turn : best;
    }
    return best;
  }

  /** Returns the faces in the orientation in which the sum of their scores is highest. */
  private List<FoundFace> turned(PhotoPixels photo) {
    List<FoundFace> best = List.of();
    for (int turn : TURNS) {
      List<FoundFace> found = seen(photo, turn, search.tiles());
      best = total(found) > total(best) ? found : best;
    }
    return best;
  }

  private static double total(List<FoundFace> faces) {
    return faces.stream().mapToDouble(FoundFace::score).sum();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private List<FoundFace> seen(PhotoPixels photo, int turn, boolean tiles) {
    PhotoTiles.Tile whole = PhotoTiles.Tile.whole(photo.width(), photo.height());
    List<FoundFace> out = new ArrayList<>(in(photo, whole, turn, network));
    if (near.isPresent() && out.stream().noneMatch(face -> face.score() >= SURE)) {
      out.addAll(in(photo, whole, turn, near.get()));
    }
    if (tiles) {
      for (PhotoTiles.Tile tile :
          PhotoTiles.of(photo.width(), photo.height(), network.smallest(), search.minFace())) {
        out.addAll(in(photo, tile, turn, network));
      }
    }
    return Suppression.best(out);
  }

  private List<FoundFace> in(
      PhotoPixels photo, PhotoTiles.Tile tile, int turn, FaceNetwork looking) {
    int side = looking.side();
    Similarity toPhoto = Similarity.square(side, tile.x(), tile.y(), tile.size(), turn);
    return looking.find(photo.square(toPhoto, side), search.minScore()).stream()
        .map(face -> face.moved(toPhoto))
        .filter(face -> !tile.cuts(face, photo.width(), photo.height()))
        .toList();
  }

  private List<FoundFace> fromNear(PhotoPixels photo, List<FoundFace> faces) {
    return faces.stream().flatMap(face -> fromNear(photo, face).stream()).toList();
  }

  private Optional<FoundFace> fromNear(PhotoPixels photo, FoundFace face) {
    FaceNetwork looking = near.orElseThrow();
    int side = looking.side();
    Similarity toPhoto =
        Similarity.rotated(
            side, face.centre().x(), face.centre().y(), NEAR * face.size(), face.roll());
    Optional<FoundFace> seen =
        looking.find(photo.square(toPhoto, side), search.minScore()).stream()
            .map(found -> found.moved(toPhoto))
            .filter(found -> found.overlap(face) > SAME)
            .max(Comparator.comparingDouble(found -> found.overlap(face)));
    return seen.isPresent() || face.score() < SURE ? seen : Optional.of(face);
  }

  @Override
  public void close() {
    network.close();
    near.ifPresent(FaceNetwork::close);
  }
}
