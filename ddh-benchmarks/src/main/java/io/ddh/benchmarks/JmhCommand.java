package io.ddh.benchmarks;

import io.ddh.experiments.launch.VectorProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code jmh}: the kernels; what follows is JMH's own command line. */
@Command(name = "jmh", description = "Run the JMH kernels; -h prints JMH's options.")
final class JmhCommand implements Callable<Integer> {
  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    // JMH starts its forks with this class path; inside Maven it would be Maven's own.
    System.setProperty(
        "java.class.path", VectorProcess.classPath(JmhCommand.class.getClassLoader()));
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
