package io.ddh.app.cli;

import picocli.CommandLine.Command;

/** {@code ddh data}: the commands to download, inspect and pack data sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Download, inspect and pack data sets.",
    subcommands = {
      DataGetCommand.class,
      DataListCommand.class,
      DataPackCommand.class,
      DataCheckCommand.class
    })
final class DataCommand {}
