package io.ddh.data.read.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * File formats, which are recognised by the first bytes of a file and not by its name. Some are
 * image formats that can be read. The others are only named in error messages: image formats that
 * can't be read, and other kinds of files that may be named like images.
 */
public enum ImageFormat {
  /** JPEG, which can be read. */
  JPEG("JPEG", Kind.IMAGE, "\u00ff\u00d8\u00ff"),
  /** PNG, which can be read. */
  PNG("PNG", Kind.IMAGE, "\u0089PNG\r\n\u001a\n"),
  /** BMP, which can be read. */
  BMP("BMP", Kind.IMAGE),
  /** The netpbm formats (PBM, PGM, PPM, PAM), which can be read. */
  PNM("PNM", Kind.IMAGE),
  /** TIFF, of which the first image is read. */
  TIFF("TIFF", Kind.IMAGE, "II*\0", "MM\0*", "II+\0", "MM\0+"),
  /** WebP, which can be read; of an animation, the first frame is read. */
  WEBP("WebP", Kind.IMAGE, "RIFF????WEBP"),
  /** GIF, of which the first frame is read. */
  GIF("GIF", Kind.IMAGE, "GIF87a", "GIF89a"),
  /** HEIC, which can't be read. */
  HEIC("HEIC", Kind.IMAGE),
  /** AVIF, which can't be read. */
  AVIF("AVIF", Kind.IMAGE),
  /** JPEG 2000, which can't be read. */
  JPEG_2000("JPEG 2000", Kind.IMAGE, "\0\0\0\fjP  ", "\u00ffO\u00ffQ\0"),
  /** JPEG XL, which can't be read. */
  JPEG_XL("JPEG XL", Kind.IMAGE, "\0\0\0\fJXL ", "\u00ff\n"),
  /** JPEG XR, which can't be read. */
  JPEG_XR("JPEG XR", Kind.IMAGE, "II\u00bc"),
  /** Raw files of cameras, which can't be read. */
  RAW(
      "camera RAW",
      Kind.IMAGE,
      "IIRO",
      "IIRS",
      "MMOR",
      "IIU\0",
      "FUJIFILMCCD-RAW",
      "FOVb",
      "\0MRM"),
  /** Portable float maps, which can't be read. */
  PFM("PFM", Kind.IMAGE),
  /** Photoshop documents, which can't be read. */
  PSD("Photoshop", Kind.IMAGE, "8BPS"),
  /** GIMP XCF, which can't be read. */
  XCF("GIMP XCF", Kind.IMAGE, "gimp xcf"),
  /** Windows icons, which can't be read. */
  ICO("ICO", Kind.IMAGE),
  /** SVG drawings, which can't be read. */
  SVG("SVG", Kind.IMAGE),
  /** OpenEXR, which can't be read. */
  OPEN_EXR("OpenEXR", Kind.IMAGE, "v/1\u0001"),
  /** Radiance HDR, which can't be read. */
  RADIANCE("Radiance HDR", Kind.IMAGE, "#?RADIANCE", "#?RGBE"),
  /** DDS, which can't be read. */
  DDS("DDS", Kind.IMAGE, "DDS |\0\0\0"),
  /** QOI, which can't be read. */
  QOI("QOI", Kind.IMAGE, "qoif"),
  /** BPG, which can't be read. */
  BPG("BPG", Kind.IMAGE, "BPG\u00fb"),
  /** Astronomical images in FITS files, which can't be read. */
  FITS("FITS", Kind.IMAGE, "SIMPLE  ="),
  /** Medical images in DICOM files, which can't be read. */
  DICOM("DICOM", Kind.IMAGE),
  /** Sun raster, which can't be read. */
  SUN_RASTER("Sun raster", Kind.IMAGE, "Y\u00a6j\u0095"),
  /** SGI, which can't be read. */
  SGI("SGI", Kind.IMAGE, "\u0001\u00da\0\u0001", "\u0001\u00da\u0001\u0001"),
  /** PCX, which can't be read. */
  PCX("PCX", Kind.IMAGE, "\n\u0005\u0001\u0001", "\n\u0005\u0001\b"),
  /** MNG and JNG animations, which can't be read. */
  MNG("MNG", Kind.IMAGE, "\u008aMNG\r\n", "\u008bJNG\r\n"),
  /** MP4 and MOV videos. */
  MP4("MP4 or MOV", Kind.OTHER, "????moov", "????mdat", "????wide"),
  /** AVI videos. */
  AVI("AVI", Kind.OTHER, "RIFF????AVI "),
  /** Matroska and WebM videos. */
  MATROSKA("Matroska or WebM", Kind.OTHER, "\u001aE\u00df\u00a3"),
  /** MPEG videos. */
  MPEG("MPEG", Kind.OTHER, "\0\0\u0001\u00ba", "\0\0\u0001\u00b3"),
  /** PDF documents. */
  PDF("PDF", Kind.OTHER, "%PDF-"),
  /** PostScript documents. */
  POSTSCRIPT("PostScript", Kind.OTHER, "%!PS", "\u00c5\u00d0\u00d3\u00c6"),
  /** Web pages. */
  HTML("HTML", Kind.OTHER),
  /** A text file that Git LFS puts in place of a file that it has not downloaded yet. */
  GIT_LFS("a Git LFS pointer (git lfs pull gets the file)", Kind.OTHER, "version https://git-lfs."),
  /** ZIP archives. */
  ZIP("ZIP", Kind.OTHER, "PK\u0003\u0004"),
  /** Files compressed by gzip. */
  GZIP("gzip", Kind.OTHER, "\u001f\u008b\b");

  /** Number of bytes at the beginning of a file that are needed to recognise its format. */
  public static final int HEAD_BYTES = 1024;

  /** Names of the formats that can be read, for error messages. */
  public static final String VALID = "JPEG, PNG, BMP, PNM, TIFF, WebP, GIF";

  private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);
  private static final Map<String, ImageFormat> BRANDS =
      Map.of("avif", AVIF, "avis", AVIF, "crx ", RAW, "jp2 ", JPEG_2000, "jpx ", JPEG_2000);
  private static final List<String> HEIF =
      List.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1");

  private enum Kind {
    IMAGE,
    OTHER
  }

  private final String label;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
  private final List<String> signatures;

  /**
   * Creates a file format with its label and signatures.
   *
   * @param signatures possible beginnings of the files, one character per byte; {@code ?} stands
   *     for any byte
   */
  ImageFormat(String label, Kind kind, String... signatures) {
    this.label = label;
    this.kind = kind;
    this.signatures = List.of(signatures);
  }

  /** {@return the usual name of the format, such as {@code JPEG 2000}, for messages} */
  public String label() {
    return label;
  }

  /** {@return whether this is a format of still images and not of documents, videos or archives} */
  public boolean isImage() {
    return kind != Kind.OTHER;
  }

  /**
   * Recognises the format of a file by its first bytes.
   *
   * @param head at least the first {@link #HEAD_BYTES} bytes of the file, or all of a shorter file
   * @return the format; empty if the file has none of these formats
   */
  public static Optional<ImageFormat> of(byte[] head) {
    String text =
        new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    if (isBmp(text)) {
      return Optional.of(BMP);
    }
    if (text.matches("(?s)P[1-7Ff][\\s#].*")) {
      return Optional.of(Character.isDigit(text.charAt(1)) ? PNM : PFM);
    }
    if (text.startsWith("ftyp", 4)) {
      return Optional.of(isoMedia(text));
    }
    if (text.startsWith("DICM", 128)) {
      return Optional.of(DICOM);
    }
    if (text.startsWith("\0\0\1\0") && text.length() > 9 && text.charAt(5) == 0) {
      return text.charAt(4) > 0 && text.charAt(9) == 0 ? Optional.of(ICO) : Optional.empty();
    }
    Optional<ImageFormat> found =
        Arrays.stream(values()).filter(format -> format.fits(text)).findFirst();
    return found.isPresent() ? found.map(f -> f == TIFF ? tiff(head) : f) : markup(text);
  }

  private boolean fits(String text) {
    return signatures.stream().anyMatch(signature -> fits(text, signature));
  }

  private static boolean fits(String text, String signature) {
    return text.length() >= signature.length()
        && IntStream.range(0, signature.length())
            .allMatch(i -> signature.charAt(i) == '?' || signature.charAt(i) == text.charAt(i));
  }

  /**
   * Returns whether a file is a BMP file. The length of the header is checked, too, because a text
   * may begin with the same two letters.
   */
  private static boolean isBmp(String text) {
    if (!text.startsWith("BM") || text.length() < 18) {
      return false;
    }
    int header = text.charAt(14) | text.charAt(15) << 8 | text.charAt(16) << 16;
    return text.charAt(17) == 0 && BMP_HEADERS.contains(header);
  }

  /**
   * Recognises the format by all brands that the file declares, because the main brand may say only
   * "HEIF".
   */
  private static ImageFormat isoMedia(String text) {
    int length = Math.min(text.length(), text.charAt(2) << 8 | text.charAt(3));
    for (int at = 8; at + 4 <= length; at += at == 8 ? 8 : 4) {
      ImageFormat known = BRANDS.get(text.substring(at, at + 4));
      if (known != null) {
        return known;
      }
    }
    return HEIF.stream().anyMatch(brand -> text.startsWith(brand, 8)) ? HEIC : MP4;
  }

  private static ImageFormat tiff(byte[] head) {
    return TiffDirectory.first(head).filter(TiffDirectory::isRaw).isPresent() ? RAW : TIFF;
  }

  private static Optional<ImageFormat> markup(String text) {
    String lower = text.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
    if (lower.startsWith("<svg") || lower.startsWith("<?xml") && lower.contains("<svg")) {
      return Optional.of(SVG);
    }
    boolean html = lower.startsWith("<!doctype html") || lower.startsWith("<html");
    return html || lower.startsWith("<?xml") && lower.contains("<html")
        ? Optional.of(HTML)
        : Optional.empty();
  }
}
