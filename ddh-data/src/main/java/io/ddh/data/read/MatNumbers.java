package io.ddh.data.read;

/** A variable of a MATLAB file: a full matrix of real numbers, the first axis runs fastest. */
interface MatNumbers extends PictureNumbers.Source {
  /** Lengths of the axes, at least two. */
  int[] shape();
}
