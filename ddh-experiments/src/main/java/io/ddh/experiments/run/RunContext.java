package io.ddh.experiments.run;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.Shown;
import io.ddh.experiments.Provenance.Machine;
import io.ddh.experiments.Provenance.Program;
import io.ddh.experiments.share.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Folder, locks and listener that the parts of a run share, and the part of the provenance that is
 * the same for every cell.
 *
 * @param work folder for caches, codes, checkpoints and weights
 * @param fresh true: what an earlier run left there is not used
 * @param locks of the work folder
 */
record RunContext(
    Path work,
    boolean fresh,
    Locks locks,
    List<String> command,
    Program program,
    Machine machine,
    Map<String, String> libraries,
    RunListener listener)
    implements AutoCloseable {
  /** {@return the context of cells that this process makes} */
  static RunContext of(Path work, boolean fresh, List<String> command, RunListener listener) {
    return new RunContext(
        work,
        fresh,
        new Locks(work),
        command,
        Platform.program(),
        Platform.machine(),
        Platform.libraries(),
        listener);
  }

  /**
   * Tries to write into the folder, or into the nearest one above it that exists; leaves nothing
   * behind.
   *
   * @param what for the message, for example {@code results folder}
   * @throws BadInputException if that fails
   */
  static void checkWritable(String what, Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    if (at == null || !Files.isDirectory(at)) {
      throw new BadInputException(what + " " + folder + ": can't be made: " + at + " is no folder");
    }
    try {
      Files.delete(Files.createFile(AtomicFile.part(at.resolve("ddh"))));
    } catch (IOException e) {
      throw new BadInputException(what + " " + folder + ": can't be written: " + Reason.of(e), e);
    }
  }

  /** The work folder of a data set. */
  Path folder(PlannedCell cell) {
    return work.resolve(cell.dataset().name());
  }

  /**
   * {@return program and machine, as far as they can change the last digits of a network's weights}
   * Checkpoints are found by this text.
   */
  String madeBy() {
    return Shown.format(
        "{cpu=%s, java=%s, program={dirty=%s, revision=%s, version=%s}}",
        machine.cpu(), machine.java(), program.dirty(), program.revision(), program.version());
  }

  @Override
  public void close() {
    locks.close();
  }
}
