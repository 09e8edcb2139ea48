package io.ddh.vision.features;

import io.ddh.core.FaceAligner;
import io.ddh.core.Images;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.PhotoFace;
import java.util.Optional;

/**
 * Aligns the faces of a data set's photos with the networks that also make {@link FaceFeatures}.
 */
public final class PhotoAligner implements FaceAligner {
  private final PhotoNetworks networks;
  private Optional<FaceFinder> opened = Optional.empty();

  /** Creates the aligner; called by the service loader. */
  public PhotoAligner() {
    this(new PhotoNetworks(System.getenv()));
  }

  PhotoAligner(PhotoNetworks networks) {
    this.networks = networks;
  }

  private synchronized FaceFinder finder() {
    if (opened.isEmpty()) {
      opened = Optional.of(networks.open());
    }
    return opened.get();
  }

  @Override
  public String identity() {
    return networks.identity();
  }

  @Override
  public Aligned align(Images photo, int size) {
    PhotoFace face = finder().central(photo, 0);
    return new Aligned(finder().chip(photo, 0, face, size), !face.points().isEmpty());
  }

  @Override
  public synchronized void close() {
    opened.ifPresent(FaceFinder::close);
    opened = Optional.empty();
  }
}
