package io.ddh.core;

/**
 * How specific a form of data sets is; the constants are in descending order. If several forms fit
 * a data set, the most specific one is used: YouTube Faces, for example, also has the form of a
 * folder of images. If two forms are equally specific, the user must choose.
 */
public enum Specificity {
  /** The files of one particular data set, or those that one particular program writes. */
  DATA_SET,
  /** A file format in which many data sets come, such as MATLAB's. */
  FILE_FORMAT,
  /** Images in folders of certain names, such as {@code train/class/image.jpg}. */
  FOLDER_LAYOUT,
  /** Images in any folders. */
  ANY_FOLDER
}
