/**
 * The pre-trained networks: what each of them is ({@code models.json}), and the folder in which the
 * files of this machine lie.
 */
package io.ddh.vision.model;
