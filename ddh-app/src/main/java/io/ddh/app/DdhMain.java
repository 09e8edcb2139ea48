package io.ddh.app;

import io.ddh.app.cli.AllCommands;
import io.ddh.experiments.launch.Launch;

/** Main class of the packaged tool {@code ddh}, with all commands. */
public final class DdhMain {
  private DdhMain() {}

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param args arguments of the command line
   */
  public static void main(String[] args) {
    Launch.run(DdhMain.class, AllCommands::execute, args);
  }
}
