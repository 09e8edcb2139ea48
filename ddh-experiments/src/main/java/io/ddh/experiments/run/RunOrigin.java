package io.ddh.experiments.run;

import io.ddh.experiments.Provenance.Machine;
import io.ddh.experiments.Provenance.Program;
import java.util.List;
import java.util.Map;

/** The part of the provenance that is the same for every cell of a run. */
record RunOrigin(
    List<String> command, Program program, Machine machine, Map<String, String> libraries) {
  /** Of this process. */
  static RunOrigin here(List<String> command) {
    return new RunOrigin(command, Platform.program(), Platform.machine(), Platform.libraries());
  }

  /**
   * Program and machine, as far as they decide the last digits of a network's weights. Kept
   * trainings are found by this text.
   */
  String madeBy() {
    return "{cpu="
        + machine.cpu()
        + ", java="
        + machine.java()
        + ", program={dirty="
        + program.dirty()
        + ", revision="
        + program.revision()
        + ", version="
        + program.version()
        + "}}";
  }
}
