package io.ddh.core;

/**
 * How narrow a form of data set is, the narrowest first. Of several forms that fit, the narrowest
 * is used: YouTube Faces, for example, is also a folder of images. If two are equally narrow, the
 * user must choose.
 */
public enum Specificity {
  /** One data set, or what one program writes. */
  DATA_SET,
  /** A file format in which many data sets come, such as MATLAB's. */
  FILE_FORMAT,
  /** Images in folders of certain names, such as {@code train/class/image.jpg}. */
  FOLDER_LAYOUT,
  /** Images in any folders. */
  ANY_FOLDER
}
