package io.ddh.experiments.run;

import io.ddh.experiments.Provenance.Machine;
import io.ddh.experiments.Provenance.Program;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of the provenance that is the same for every cell of a run. */
record RunOrigin(
    List<String> command, Program program, Machine machine, Map<String, String> libraries) {
  /** {@return the origin of cells that this process makes} */
  static RunOrigin here(List<String> command) {
    return new RunOrigin(command, Platform.program(), Platform.machine(), Platform.libraries());
  }

  /**
   * {@return program and machine, as far as they can change the last digits of a network's weights}
   * Checkpoints are found by this text.
   */
  String madeBy() {
    return String.format(
        Locale.ROOT,
        "{cpu=%s, java=%s, program={dirty=%s, revision=%s, version=%s}}",
        machine.cpu(),
        machine.java(),
        program.dirty(),
        program.revision(),
        program.version());
  }
}
