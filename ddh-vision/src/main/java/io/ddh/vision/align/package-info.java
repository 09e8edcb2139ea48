/**
 * Cuts faces out of photos: the similarity transform that moves landmarks to their places in a
 * template, and sampling without aliasing. All coordinates are continuous: the upper left pixel
 * covers 0..1 on both axes, and its centre is (0.5, 0.5).
 */
package io.ddh.vision.align;
