package io.ddh.model;

import io.ddh.model.layer.Head;
import java.util.Optional;

/**
 * The layers of a network that turns images into outputs.
 *
 * @param trunk the layers below the hash layer
 * @param head form of the hash layer; empty if the trunk's outputs are used
 */
record Layers(Trunk trunk, Optional<Head> head) {}
