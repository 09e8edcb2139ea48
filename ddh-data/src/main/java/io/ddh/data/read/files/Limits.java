package io.ddh.data.read.files;

/**
 * Limits on input. All are far above any data set of faces, yet low enough to refuse a larger claim
 * before memory is allocated for it.
 */
public final class Limits {
  /** Files in a folder or archive. */
  public static final int FILES = 5_000_000;

  /** Letters in a path. */
  public static final int NAME = 4096;

  /** Bytes of one image file in a folder. */
  public static final long FILE_BYTES = 1L << 29;

  /** Bytes of one image file in an archive, unpacked. */
  public static final long ENTRY_BYTES = 1L << 26;

  /** An archive's content may be this many times as long as the archive … */
  public static final long RATIO = 200;

  /** … once it is longer than this many bytes. */
  public static final long RATIO_FROM = 1L << 26;

  /** Bytes of a text file: lists of faces, boxes, class names. */
  public static final long TEXT_BYTES = 1L << 28;

  /** Bytes of one array in an npz, unpacked; of one pickle, packed in an archive or not. */
  public static final long ARRAY_BYTES = Integer.MAX_VALUE - 8;

  private Limits() {}
}
