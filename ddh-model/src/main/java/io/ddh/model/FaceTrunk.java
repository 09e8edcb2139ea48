package io.ddh.model;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.layer.ConvBlock;
import io.ddh.model.layer.DenseBlock;
import io.ddh.model.layer.LocalBlock;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * DDH's trunk, which consists of three convolutions, a locally connected layer and the face feature
 * layer.
 *
 * @param width number of face features
 * @param normalized whether the face feature layer has a batch norm
 */
record FaceTrunk(int width, boolean normalized) implements Trunk {
  private static final String FACE_FEATURE = "face-feature";

  @Override
  public Top addTo(GraphBuilder graph, String input, Networks networks) {
    int side = networks.shape().side();
    int channels = networks.shape().channels();
    Lanes lanes = networks.lanes();
    ConvBlock conv1 = new ConvBlock(side, channels, 3, 20, true, networks.start("conv1"), lanes);
    ConvBlock conv2 = new ConvBlock(conv1.side(), 20, 2, 40, false, networks.start("conv2"), lanes);
    ConvBlock conv3 = new ConvBlock(conv2.side(), 40, 2, 60, false, networks.start("conv3"), lanes);
    LocalBlock local = new LocalBlock(conv3.side(), 60, 2, 80, networks.start("local"), lanes);
    DenseBlock feature =
        new DenseBlock(local.width(), width, normalized, networks.start(FACE_FEATURE), lanes);
    graph
        .addLayer("conv1", conv1, input)
        .addLayer("conv2", conv2, "conv1")
        .addLayer("conv3", conv3, "conv2")
        .addLayer("local", local, "conv3")
        .addLayer(FACE_FEATURE, feature, "local");
    return new Top(FACE_FEATURE, width);
  }
}
