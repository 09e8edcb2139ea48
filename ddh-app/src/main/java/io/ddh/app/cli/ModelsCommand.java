package io.ddh.app.cli;

import picocli.CommandLine.Command;

/** {@code ddh models}: the commands about the pre-trained networks. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "List, fetch and check the pre-trained networks that find and embed faces.",
    subcommands = {
      ModelsListCommand.class,
      ModelsGetCommand.class,
      ModelsImportCommand.class,
      ModelsCheckCommand.class
    })
final class ModelsCommand {}
