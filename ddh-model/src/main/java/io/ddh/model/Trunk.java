package io.ddh.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/** The layers of a network below its hash layer. */
sealed interface Trunk permits FaceTrunk, Conv5Trunk, WideShape {
  /**
   * The last layer of a trunk.
   *
   * @param layer the layer's name
   * @param width number of its outputs per image
   */
  record Top(String layer, int width) {}

  /**
   * Adds the layers to a graph.
   *
   * @param input name of the graph's input
   * @param networks size of the images, initial weights and lanes
   * @return the last layer
   */
  Top addTo(GraphBuilder graph, String input, Networks networks);
}
