package io.ddh.model;

import io.ddh.model.layer.HashLayer;
import io.ddh.model.layer.Head;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * The layers of a network that turns images into outputs.
 *
 * @param trunk the layers below the hash layer
 * @param head form of the hash layer; empty if the trunk's outputs are used
 */
record Layers(Trunk trunk, Optional<Head> head) {
  /** Adds the layers to a graph and returns the name of the last one. */
  String addTo(GraphBuilder graph, String input, int bits, Networks networks) {
    Trunk.Top top = trunk.addTo(graph, input, networks);
    if (head.isEmpty()) {
      return top.layer();
    }
    String name = head.get().group() > 0 ? "hash" : "codes";
    graph.addLayer(
        name,
        new HashLayer(
            head.get(), top.width(), bits, networks.start(name), networks.lanes()),
        top.layer());
    return name;
  }
}
