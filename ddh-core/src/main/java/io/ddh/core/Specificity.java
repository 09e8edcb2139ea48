package io.ddh.core;

/**
 * How specific a data set form is, from the narrowest to the widest. If several forms fit, the
 * narrowest is used. For example, the data set YouTube Faces also has the form of a folder of
 * images. If two forms are equally narrow, the user must choose.
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
