package io.ddh.app.photos;

import io.ddh.app.images.FacePlace;
import io.ddh.retrieval.index.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found on a photo.
 *
 * @param photo path of the photo, relative to its folder
 * @param stamp size and time of the photo's file
 * @param problem why the photo gives no faces; empty if it has some
 * @param width width of the upright photo in pixels; 0 if it can't be read
 * @param height height of the upright photo in pixels; 0 if it can't be read
 * @param faces the faces on the photo
 */
record PhotoRecord(
    String photo,
    FileStamp stamp,
    String problem,
    int width,
    int height,
    List<EmbeddedFace> faces) {
  static final String NO_FACE = "no face found";

  /** Index of the largest face, which gets the name of the photo's folder; −1 without faces. */
  int largest() {
    int best = -1;
    for (int i = 0; i < faces.size(); i++) {
      if (best < 0 || faces.get(i).area() > faces.get(best).area()) {
        best = i;
      }
    }
    return best;
  }

  /** The source of a face in the index. */
  String source(EmbeddedFace face) {
    return new FacePlace(
            photo, face.x(), face.y(), face.width(), face.height(), width, height, face.score())
        .source();
  }

  /** The record as bytes, for the work file. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Records.text(out, photo);
    out.writeLong(stamp.bytes());
    out.writeLong(stamp.modified());
    Records.text(out, problem);
    out.writeInt(width);
    out.writeInt(height);
    out.writeInt(faces.size());
    for (EmbeddedFace face : faces) {
      for (int value : new int[] {face.x(), face.y(), face.width(), face.height()}) {
        out.writeInt(value);
      }
      out.writeDouble(face.score());
      out.writeInt(face.vector().length);
      ByteBuffer floats = ByteBuffer.allocate(face.vector().length * Float.BYTES);
      floats.asFloatBuffer().put(face.vector());
      out.write(floats.array());
    }
    return bytes.toByteArray();
  }

  /** Reads a record whose checksum has been verified. */
  static PhotoRecord parse(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    String photo = Records.text(in);
    FileStamp stamp = new FileStamp(in.readLong(), in.readLong());
    String problem = Records.text(in);
    int width = in.readInt();
    int height = in.readInt();
    List<EmbeddedFace> faces = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int[] box = {in.readInt(), in.readInt(), in.readInt(), in.readInt()};
      double score = in.readDouble();
      float[] vector = new float[in.readInt()];
      ByteBuffer.wrap(in.readNBytes(vector.length * Float.BYTES)).asFloatBuffer().get(vector);
      faces.add(new EmbeddedFace(box[0], box[1], box[2], box[3], score, vector));
    }
    return new PhotoRecord(photo, stamp, problem, width, height, faces);
  }
}
