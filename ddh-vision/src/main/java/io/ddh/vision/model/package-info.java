/**
 * The pre-trained networks: their descriptions ({@code models.json}), and the folder in which their
 * files are stored on this machine.
 */
package io.ddh.vision.model;
