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
 * The folder, locks and listener that the parts of a run share, together with the provenance that
 * is the same for every cell.
 *
 * @param work folder for caches, codes, checkpoints and weights
 * @param fresh true if files that an earlier run left in the work folder are not used
 * @param locks locks of the work folder
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
  /** {@return the context of the cells that this process makes} */
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
   * Checks that files can be written to a folder or, if it does not exist, to the nearest existing
   * folder above it. No file is left behind.
   *
   * @param what purpose of the folder, for the message, for example {@code results folder}
   * @throws BadInputException if no file can be written
   */
  static void checkWritable(String what, Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    if (at == null || !Files.isDirectory(at)) {
      throw new BadInputException(
          what + " " + folder + ": can't be created: " + at + " is not a folder");
    }
    try {
      Files.delete(Files.createFile(AtomicFile.part(at.resolve("ddh"))));
    } catch (IOException e) {
      throw new BadInputException(what + " " + folder + ": can't be written: " + Reason.of(e), e);
    }
  }

  /** Returns the folder of a cell's data set within the work folder. */
  Path folder(PlannedCell cell) {
    return work.resolve(cell.dataset().name());
  }

  /**
   * {@return a string with those facts about program and machine that can change the last digits of
   * a network's weights} The string is part of the key of a checkpoint.
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
