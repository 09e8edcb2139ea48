/**
 * Cuts aligned faces out of photos. A similarity transform moves the landmarks of a face to their
 * places in a template, and the photo is sampled without aliasing. All coordinates are continuous:
 * the upper left pixel covers 0..1 on both axes, and its centre is (0.5, 0.5).
 */
package io.ddh.vision.align;
