package io.ddh.benchmarks;

import io.ddh.experiments.Provenance.Machine;
import io.ddh.experiments.Provenance.Program;
import io.ddh.experiments.run.Platform;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The origin of measured numbers, which tells when, on which machine and by which program they were
 * measured.
 *
 * @param date day of the measurement in UTC, for example {@code 2024-01-31}
 * @param cpu model of the processor
 * @param cores number of cores that Java sees
 * @param java version and vendor of Java
 * @param os name and version of the operating system
 * @param revision commit of the program, followed by a plus sign if files differed from that commit
 * @param command the command that measured the numbers
 */
public record Origin(
    String date, String cpu, int cores, String java, String os, String revision, String command) {
  /**
   * Describes a measurement on this machine, now.
   *
   * @param command the command that measures the numbers
   * @return this machine, the program's revision and today's date
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
