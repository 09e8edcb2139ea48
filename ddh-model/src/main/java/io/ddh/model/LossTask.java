package io.ddh.model;

import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import io.ddh.model.layer.Initialization;
import java.util.Map;

/**
 * What a loss is made for.
 *
 * @param data training and validation images
 * @param bits code length K
 * @param initialization rule for the size of initial weights
 * @param seed the seed of the training, from which all randomness derives
 * @param progress receives the progress of long preparations
 * @param facts receives facts about how the loss was made, for the result file
 */
public record LossTask(
    TrainingSet data,
    int bits,
    Initialization initialization,
    long seed,
    Progress progress,
    Map<String, Object> facts) {}
