package io.ddh.experiments.config;

import io.ddh.core.Settings;

/**
 * A data set of the experiments file, and how it is split.
 *
 * @param name name of the data set, for example {@code lfw10}; its results folder has the same name
 * @param form form of the data set, which names its reader
 * @param settings settings of the reader
 * @param protocol name of the split protocol
 * @param splitSettings settings of the split protocol
 * @param where place in the file, for messages
 */
public record DatasetSpec(
    String name,
    String form,
    Settings settings,
    String protocol,
    Settings splitSettings,
    String where) {}
