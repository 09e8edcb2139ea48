package io.ddh.vision.detect;

import io.ddh.core.Check;
import io.ddh.vision.align.FacePoint;
import io.ddh.vision.align.PhotoPixels;
import io.ddh.vision.align.Similarity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the faces in a photo. The first network searches the whole photo and, if tiles are switched
 * on, square parts of the photo in which small faces are large enough to be found. A second
 * network, which is good at large and rotated faces, then searches a close-up of each face that is
 * small, rotated or doubtful. The second network finds the points more precisely, and decides
 * whether a doubtful face is a face.
 *
 * <p>The whole photo need not be rotated to find rotated faces: the first network gives them a low
 * score, but rarely misses them. So close-ups of doubtful faces are searched in all four
 * orientations. If few faces of a photo are upright, faces with a very low score are included.
 */
public final class PhotoDetector implements AutoCloseable {
  private static final double SURE = 0.75;
  private static final double CERTAIN = 0.9; // from near; faces that are turned have less
  private static final long MOST = 2; // hints per face
  private static final double DOUBTFUL = 0.7;
  private static final double HINT = 0.2;
  private static final double NEAR = 2.2; // side of the square around a face, in face widths
  private static final double SAME = 0.3;
  private static final double LARGE = 0.2; // as a share of the photo
  private static final double TURNED = Math.PI / 6;

  private final FaceNetwork network;
  private final FaceNetwork near;
  private final Search search;

  /**
   * Settings of the search.
   *
   * @param tiles whether large photos are also searched in parts
   * @param turns whether sideways and upside-down faces are searched for
   * @param minScore lowest score of a face to be found, in 0..1
   * @param minFace width of the smallest face in pixels; it sets the size of the tiles
   * @param maxFaces largest number of faces per photo; those with the highest scores are kept
   */
  public record Search(boolean tiles, boolean turns, double minScore, int minFace, int maxFaces) {
    /**
     * Checks the ranges.
     *
     * @param tiles whether large photos are also searched in parts
     * @param turns whether sideways and upside-down faces are searched for
     * @param minScore lowest score of a face to be found, in 0..1
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
   * Combines two networks into a detector, which closes them when it is closed.
   *
   * @param network searches whole photos and their parts
   * @param near searches close-ups of single faces; it must find the same points
   * @param search settings of the search
   */
  public PhotoDetector(FaceNetwork network, FaceNetwork near, Search search) {
    Check.that(network.corners() == near.corners(), "the networks find different points");
    this.network = network;
    this.near = near;
    this.search = search;
  }

  /**
   * {@return whether the points of a face include the corners of the mouth instead of its centre}
   */
  public boolean corners() {
    return network.corners();
  }

  /**
   * Finds the faces in a photo.
   *
   * @param photo the photo
   * @return the faces by descending score, in pixels of the photo
   */
  public List<FoundFace> find(PhotoPixels photo) {
    List<FoundFace> hints = hints(photo).stream().limit(MOST * search.maxFaces()).toList();
    List<FoundFace> faces =
        new ArrayList<>(clear(photo, hints, hint -> hint.score() >= search.minScore()));
    if (search.turns() && isTurned(faces)) {
      clear(photo, hints, hint -> hint.score() < search.minScore()).stream()
          .filter(face -> face.score() >= SURE)
          .forEach(faces::add);
    }
    return Suppression.best(faces).stream().limit(search.maxFaces()).toList();
  }

  /** Returns whether fewer than half of the faces are both certain and upright. */
  private static boolean isTurned(List<FoundFace> faces) {
    long plain = faces.stream().filter(PhotoDetector::isPlain).count();
    return plain == 0 || 2 * plain < faces.size();
  }

  private static boolean isPlain(FoundFace face) {
    return face.score() >= SURE && Math.abs(face.roll()) <= TURNED;
  }

  /** Returns everything that may be a face, by descending score. */
  private List<FoundFace> hints(PhotoPixels photo) {
    double min = search.turns() ? Math.min(HINT, search.minScore()) : search.minScore();
    PhotoTiles.Tile whole = PhotoTiles.Tile.whole(photo.width(), photo.height());
    List<FoundFace> out = new ArrayList<>(in(photo, whole, network, min));
    if (out.stream().noneMatch(face -> face.score() >= SURE)) {
      // A face that only the second network finds may be upside down, so it is never certain.
      in(photo, whole, near, min).forEach(face -> out.add(face.atMost(DOUBTFUL)));
    }
    if (search.tiles()) {
      for (PhotoTiles.Tile tile :
          PhotoTiles.of(photo.width(), photo.height(), network.smallest(), search.minFace())) {
        out.addAll(in(photo, tile, network, min));
      }
    }
    return Suppression.best(out);
  }

  private static List<FoundFace> in(
      PhotoPixels photo, PhotoTiles.Tile tile, FaceNetwork looking, double minScore) {
    int side = looking.side();
    Similarity toPhoto = Similarity.square(side, tile.x(), tile.y(), tile.size());
    return looking.find(photo.square(toPhoto, side), minScore).stream()
        .map(face -> face.moved(toPhoto))
        .filter(face -> !tile.cuts(face, photo.width(), photo.height()))
        .toList();
  }

  private List<FoundFace> clear(
      PhotoPixels photo, List<FoundFace> hints, Predicate<FoundFace> which) {
    return hints.stream().filter(which).flatMap(hint -> clear(photo, hint).stream()).toList();
  }

  /**
   * Returns a certain, upright and large face as it is; otherwise returns the face that a search of
   * its close-up finds, if any.
   */
  private Optional<FoundFace> clear(PhotoPixels photo, FoundFace hint) {
    if (isPlain(hint) && hint.size() >= LARGE * Math.max(photo.width(), photo.height())) {
      return Optional.of(hint);
    }
    if (hint.score() >= SURE) {
      return Optional.of(fromNear(photo, hint, hint.roll()).orElse(hint));
    }
    List<FoundFace> seen = new ArrayList<>();
    int orientations = search.turns() ? 4 : 1;
    for (int i = 0; i < orientations && seen.stream().noneMatch(f -> f.score() >= CERTAIN); i++) {
      fromNear(photo, hint, i * Math.PI / 2).ifPresent(seen::add);
    }
    return seen.stream().max(Comparator.comparingDouble(FoundFace::score));
  }

  /** Searches a close-up of a face, rotated so that a face with this roll is upright. */
  private Optional<FoundFace> fromNear(PhotoPixels photo, FoundFace face, double roll) {
    int side = near.side();
    FacePoint centre = face.centre();
    Similarity toPhoto = Similarity.rotated(side, centre.x(), centre.y(), NEAR * face.size(), roll);
    return near.find(photo.square(toPhoto, side), search.minScore()).stream()
        .map(found -> found.moved(toPhoto))
        .filter(found -> found.overlap(face) > SAME)
        .max(Comparator.comparingDouble(found -> found.overlap(face)));
  }

  @Override
  public void close() {
    network.close();
    near.close();
  }
}
