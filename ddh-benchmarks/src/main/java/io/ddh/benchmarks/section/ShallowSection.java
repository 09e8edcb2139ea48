package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.core.HashMethod;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** LBP and every method on LBP features, at the paper's size. */
final class ShallowSection implements WholeSection {
  private static final String FEATURES = "lbp";
  private static final double LONG_SECONDS = 10;
  private static final int SHORT_ROUNDS = 3;

  @Override
  public String name() {
    return "shallow";
  }

  @Override
  public String title() {
    return "Shallow rows at the paper's size";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    List<String> methods =
        Registry.load().methods().values().stream()
            .filter(method -> method.features().equals(FEATURES))
            .map(HashMethod::name)
            .toList();
    try (Child child =
        session.java(session.video().first(Session.PAPER_EACH).arguments("shallow"))) {
      session.rounds(
          name() + " lbp",
          session.rounds(),
          timed -> {
            WorkerReply reply = child.ask("lbp");
            recorder.fact("images", (int) reply.number("images"));
            if (timed) {
              recorder.round(FEATURES, reply.number("seconds"));
            }
          });
      for (String method : methods) {
        if (session.selection().skip().contains(method)) {
          recorder.fact(method + ".skipped", true);
        } else {
          measure(session, recorder, child, method);
        }
      }
    }
  }

  /** The first round counts too, as a run has only one; short ones are repeated. */
  private void measure(Session session, Recorder recorder, Child child, String method) {
    double seconds = 0;
    for (int round = 0; round < SHORT_ROUNDS && seconds < LONG_SECONDS; round++) {
      session.say().accept(name() + ": " + method);
      WorkerReply train = child.ask("train " + method);
      WorkerReply encode = child.ask("encode " + method);
      seconds = train.number("seconds");
      recorder.fact("rows", (int) train.number("rows"));
      recorder.fact(method + ".map", PageNumbers.of(encode.number("map")));
      recorder.round(method + ".train", seconds);
      recorder.round(method + ".encode", encode.number("seconds"));
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "LBP features (236 floats) of "
            + result.fact("images")
            + " rendered faces: "
            + PageNumbers.of(result.median(FEATURES))
            + " s. Below: 48 bits, training on "
            + result.fact("rows")
            + " vectors, encoding all images, seconds, median of the rounds; those of "
            + PageNumbers.of(LONG_SECONDS)
            + " s and more ran once. MAP on these rendered faces shows that the work was done.");
    List<List<String>> rows = new ArrayList<>();
    for (String key : result.rounds().keySet()) {
      if (key.endsWith(".train")) {
        String method = key.substring(0, key.length() - ".train".length());
        rows.add(
            List.of(
                "`" + method + "`",
                Integer.toString(result.rounds().get(key).size()),
                PageNumbers.of(result.median(key)),
                PageNumbers.of(result.median(method + ".encode")),
                result.fact(method + ".map")));
      }
    }
    page.table(List.of("row", "rounds", "train", "encode", "MAP"), rows);
    List<String> skipped =
        result.facts().keySet().stream()
            .filter(key -> key.endsWith(".skipped"))
            .map(key -> "`" + key.substring(0, key.indexOf('.')) + "`")
            .toList();
    if (!skipped.isEmpty()) {
      page.text("Left out in this run: " + String.join(", ", skipped) + ".");
    }
  }
}
