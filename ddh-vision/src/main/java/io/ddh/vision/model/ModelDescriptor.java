package io.ddh.vision.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Description of a pre-trained network, as stored in an entry of {@code models.json}.
 *
 * @param name name on the command line: lower-case letters, digits and hyphens
 * @param title what the network does, in one line
 * @param kind what the network is used for
 * @param format format of the published files
 * @param home address of the publisher's page
 * @param terms licence, and what is known of the training data
 * @param files the published files; the manifest comes before the weights
 * @param input what the network expects
 * @param output what the network returns
 */
public record ModelDescriptor(
    String name,
    String title,
    Kind kind,
    Format format,
    String home,
    Terms terms,
    List<PublishedFile> files,
    Input input,
    Output output) {

  /** What a network is used for. */
  public enum Kind {
    /** Finds faces in photos. */
    DETECTOR,
    /** Turns an aligned face into a vector. */
    EMBEDDING
  }

  /** Formats of published files. */
  public enum Format {
    /** One file that is used as it is. */
    ONNX(1),
    /** One TensorFlow Lite file. */
    TFLITE(1),
    /** Weights of face-api: a manifest and a file of bytes. */
    FACE_API(2);

    private final int files;

    Format(int files) {
      this.files = files;
    }
  }

  /** Order of the values of an image. */
  public enum Order {
    /** All values of a colour, row by row, then those of the next colour. */
    PLANES,
    /** The three colours of a pixel together, row by row. */
    PIXELS
  }

  /** Order of the colours. */
  public enum Colours {
    /** Red, green, blue. */
    RGB,
    /** Blue, green, red. */
    BGR
  }

  /** How a face must be aligned. */
  public enum Template {
    /** None, since the network is a detector. */
    NONE,
    /** dlib's chip of 150×150 pixels with a padding of 0.25. */
    DLIB,
    /** The five points of ArcFace in 112×112 pixels. */
    ARCFACE
  }

  /** How two vectors are compared. */
  public enum Distance {
    /** None, since the network is a detector. */
    NONE,
    /** Euclidean distance of the vectors as they are. */
    EUCLIDEAN,
    /** Angle between the vectors. */
    COSINE
  }

  /**
   * Licence and origin.
   *
   * @param licence name of the licence
   * @param free whether the licence allows any use; if not, the network is downloaded or imported
   *     only if the user accepts the licence
   * @param training what is known about the data that the network was trained on
   * @param trainedOn names of the published data sets among these data; on these data sets, results
   *     of the network are marked
   */
  public record Terms(String licence, boolean free, String training, List<String> trainedOn) {
    /**
     * Checks that the network may be downloaded or imported.
     *
     * @param name name of the network
     * @param accepted whether the user accepts a licence that restricts the use
     * @throws BadInputException if the licence restricts the use and was not accepted
     */
    public void check(String name, boolean accepted) {
      if (!free && !accepted) {
        throw BadInputException.of(
            "%s: the licence restricts the use: %s; next: if your use is allowed, add --accept-licence",
            name, licence);
      }
    }
  }

  /**
   * The input that a network expects. Each value of a pixel, in 0..255, becomes (value − mean) /
   * divide.
   *
   * @param side side of the square image in pixels
   * @param order order of the values
   * @param colours order of the colours
   * @param mean the number to subtract from each pixel value
   * @param divide divisor; a pixel value becomes (value − mean) / divide
   */
  public record Input(int side, Order order, Colours colours, double mean, double divide) {}

  /**
   * The outputs of a network.
   *
   * @param shapes lengths of the axes of each output, without the number of images
   * @param template how a face must be aligned
   * @param distance how two vectors are compared
   */
  public record Output(List<List<Integer>> shapes, Template template, Distance distance) {}

  /**
   * Checks that the values are valid and fit each other.
   *
   * @param name name on the command line: lower-case letters, digits and hyphens
   * @param title what the network does, in one line
   * @param kind what the network is used for
   * @param format format of the published files
   * @param home address of the publisher's page
   * @param terms licence, and what is known of the training data
   * @param files the published files; the manifest comes before the weights
   * @param input what the network expects
   * @param output what the network returns
   */
  public ModelDescriptor {
    boolean valid = name.matches("[a-z0-9]+(-[a-z0-9]+)*") && !name.equals("models");
    Check.that(valid, "invalid name of a network: '%s'", name);
    files = List.copyOf(files);
    Check.that(
        files.size() == format.files,
        "%s: %d files, expected %d",
        name,
        files.size(),
        format.files);
    Check.inRange(name + ": side", input.side, 1, 4096);
    Check.that(input.divide > 0, "%s: 'divide' must be above 0, found %s", name, input.divide);
    boolean vector = output.shapes.size() == 1 && output.shapes.get(0).size() == 1;
    boolean aligned = output.template != Template.NONE && output.distance != Distance.NONE;
    Check.that(
        kind == Kind.DETECTOR ? !output.shapes.isEmpty() : vector && aligned,
        "%s: a network of kind 'embedding' must have one output with one axis, a template"
            + " and a distance",
        name);
  }

  /** {@return the SHA-256 of the published files in lower-case hex, by their names} */
  public Map<String, String> digests() {
    return files.stream()
        .collect(
            Collectors.toMap(
                PublishedFile::name, PublishedFile::sha256, (a, b) -> a, TreeMap::new));
  }
}
