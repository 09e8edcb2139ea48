package io.ddh.experiments.config;

import io.ddh.core.Settings;

/**
 * A data set and how it is split.
 *
 * @param name for example {@code lfw10}; also the name of its results folder
 * @param form name of the reader
 * @param settings of the reader
 * @param protocol name of the split protocol
 * @param splitSettings of the protocol
 * @param where place for messages
 */
public record DatasetSpec(
    String name,
    String form,
    Settings settings,
    String protocol,
    Settings splitSettings,
    String where) {}
