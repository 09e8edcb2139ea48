package io.ddh.data.read.files;

/**
 * Limits on input files. All limits are far above what any data set of faces needs. The limits are
 * also low enough that absurd sizes in damaged or malicious files are refused before memory is
 * allocated.
 */
public final class Limits {
  /** Maximum number of files in a folder or archive. */
  public static final int FILES = 5_000_000;

  /** Maximum number of characters in a path. */
  public static final int NAME = 4096;

  /** Maximum size of one image file in a folder, in bytes. */
  public static final long FILE_BYTES = 1L << 29;

  /** Maximum size of one image file in an archive, in bytes after unpacking. */
  public static final long ENTRY_BYTES = 1L << 26;

  /**
   * Maximum ratio of the size of an archive's content to the size of the archive. The limit applies
   * only if the content is larger than {@link #RATIO_FROM}.
   */
  public static final long RATIO = 200;

  /** Size of an archive's content in bytes above which {@link #RATIO} applies. */
  public static final long RATIO_FROM = 1L << 26;

  /** Maximum size of a text file (such as a list of faces, boxes or class names), in bytes. */
  public static final long TEXT_BYTES = 1L << 28;

  /** Maximum size of one array in an npz file, or of one pickle, in bytes after unpacking. */
  public static final long ARRAY_BYTES = Integer.MAX_VALUE - 8;

  private Limits() {}
}
