package io.ddh.experiments;

import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.launch.Launch;

/** Entry of the research commands; the packaged tool's, with all commands, is in ddh-app. */
public final class ResearchMain {
  private ResearchMain() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    Launch.run(ResearchMain.class, DdhCommand::research, args);
  }
}
