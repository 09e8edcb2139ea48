package io.ddh.experiments;

import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.launch.Launch;

/**
 * Entry point of the research commands. The entry point of the packaged tool, which has all
 * commands, is in the module ddh-app.
 */
public final class ResearchMain {
  private ResearchMain() {}

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    Launch.run(ResearchMain.class, DdhCommand::research, args);
  }
}
