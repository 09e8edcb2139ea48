package io.ddh.app.photos;

import io.ddh.app.index.IndexModel;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.vision.PhotoFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** Indexes painted photos in a process of its own, which can be killed or have little memory. */
final class PhotoJobProcess {
  private PhotoJobProcess() {}

  /** A photo of a crowd: each face many times, each time with other noise. */
  private record Crowd(PaintedFaces one, int each, AtomicInteger photos) implements FaceSource {
    @Override
    public List<PhotoFace> find(Images photo) {
      List<PhotoFace> out = new ArrayList<>();
      for (PhotoFace face : one.find(photo)) {
        int person = photo.pixels()[3 * face.box().x()] & 255;
        for (int i = 0; i < each; i++) {
          float[] vector = one.vector(person, 1000 * photos.incrementAndGet() + i);
          out.add(new PhotoFace(face.box(), 0.5, List.of(), vector));
        }
      }
      return out;
    }

    @Override
    public int length() {
      return one.dimension();
    }

    @Override
    public String networks() {
      return "crowd";
    }
  }

  /**
   * Does the job.
   *
   * @param args folder, index, milliseconds per photo, faces per face, sample
   */
  public static void main(String[] args) throws IOException {
    Path index = Path.of(args[1]);
    int each = Integer.parseInt(args[3]);
    PaintedFaces one =
        new PaintedFaces(each > 1 ? 128 : 32, Integer.parseInt(args[2]), new AtomicInteger());
    FaceSource faces = each > 1 ? new Crowd(one, each, new AtomicInteger()) : one;
    PhotoRequest request =
        new PhotoRequest(
            Optional.of("itq"),
            OptionalInt.of(each > 1 ? 128 : 16),
            Integer.parseInt(args[4]),
            Optional.of(true),
            false);
    Optional<PhotoModel> model =
        Files.exists(index) ? IndexModel.photos(index, CodeIndex.open(index)) : Optional.empty();
    new PhotoJob(Path.of(args[0]), index, request, model, "{}", faces, 2)
        .run(Progress.NONE, note -> {});
    Files.writeString(index.resolveSibling("read"), one.photos().toString());
  }
}
