package io.ddh.benchmarks.worker;

import io.ddh.benchmarks.harness.Reply;
import io.ddh.core.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code worker KIND …}: runs a worker as a child process of {@code report}. */
@Command(name = "worker", hidden = true)
public final class WorkerCommand implements Callable<Integer> {
  @Parameters(index = "0")
  private String kind;

  @Parameters(index = "1..*")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    Worker worker = worker();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Reply.line(worker.answer(List.of(line.split(" ")))));
    }
    return 0;
  }

  private Worker worker() throws IOException {
    return switch (kind) {
      case "training" -> new TrainingWorker(FaceFile.parse(arguments), further(0, "ddh+aug"));
      case "evaluation" -> new EvaluationWorker(Path.of(arguments.get(0)));
      case "search" -> new SearchWorker(Path.of(arguments.get(0)), number(1), number(2));
      case "shallow" -> new ShallowWorker(FaceFile.parse(arguments));
      case "cost" -> new CostWorker(FaceFile.parse(arguments), further(0, ""), further(1, ""));
      case "load" -> new LoadWorker(Path.of(arguments.get(0)));
      case "full-batch" -> new FullBatchWorker(number(0), number(1));
      case "loading" ->
          new LoadingWorker(
              Path.of(arguments.get(0)), number(1), number(2), Path.of(arguments.get(3)));
      case "step" -> new StepWorker(FaceFile.parse(arguments));
      default -> throw new BadInputException("unknown worker '" + kind + "'");
    };
  }

  /** An argument after those that describe the faces. */
  private String further(int index, String otherwise) {
    int at = FaceFile.WORDS + index;
    return at < arguments.size() ? arguments.get(at) : otherwise;
  }

  private int number(int index) {
    return Integer.parseInt(arguments.get(index));
  }
}
