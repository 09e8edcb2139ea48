package io.ddh.benchmarks;

import io.ddh.experiments.Provenance.Machine;
import io.ddh.experiments.Provenance.Program;
import io.ddh.experiments.run.Platform;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where numbers come from.
 *
 * @param date day in UTC, as in 2024-01-31
 * @param cpu model of the processor
 * @param cores number of cores that Java sees
 * @param java version and vendor
 * @param os name and version
 * @param revision commit of the program, with a plus sign when files were changed since
 * @param command that measured it
 */
public record Origin(
    String date, String cpu, int cores, String java, String os, String revision, String command) {
  /**
   * Describes a measurement on this machine, now.
   *
   * @param command that measures
   * @return this machine, the program's revision and the date of today
   */
  public static Origin here(String command) {
    Machine machine = Platform.machine();
    Program program = Platform.program();
    return new Origin(
        LocalDate.now(ZoneOffset.UTC).toString(),
        machine.cpu(),
        machine.cores(),
        machine.java(),
        machine.os(),
        program.revision() + (program.dirty() ? "+" : ""),
        command);
  }
}
