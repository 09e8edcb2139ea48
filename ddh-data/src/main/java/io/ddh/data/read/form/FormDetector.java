package io.ddh.data.read.form;

import static java.util.stream.Collectors.joining;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Reason;
import io.ddh.core.Specificity;
import io.ddh.data.read.files.NearName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Finds out which form a file or folder has: every reader is asked ({@link
 * DatasetReader#recognize}), the narrowest forms first. No image is decoded and at most {@value
 * ListedCandidate#MOST_FILES} names are looked at, so it takes seconds at most.
 */
public final class FormDetector {
  private FormDetector() {}

  /**
   * Asks all readers on the class path.
   *
   * @throws BadInputException if nothing is there, or it can't be read at all
   */
  public static Detection detect(Path path) {
    return detect(path, ServiceLoader.load(DatasetReader.class));
  }

  /**
   * Asks some readers.
   *
   * @throws BadInputException if nothing is there, or it can't be read at all
   */
  public static Detection detect(Path path, Iterable<DatasetReader> readers) {
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": " + NearName.missing(path));
    }
    Candidate candidate;
    try {
      candidate = ListedCandidate.at(path);
    } catch (IOException e) {
      throw new BadInputException(path + ": can't be read: " + Reason.of(e), e);
    }
    List<DetectedForm> fitting = new ArrayList<>();
    Optional<String> near = Optional.empty();
    for (DatasetReader reader : narrowestFirst(readers)) {
      FormMatch match = match(reader, candidate);
      if (match.fit() == FormMatch.Fit.YES) {
        Map<String, Object> settings = new TreeMap<>(match.settings());
        settings.putIfAbsent("path", path.toString());
        fitting.add(
            new DetectedForm(reader.form(), reader.specificity(), settings, match.reason()));
      } else if (match.fit() == FormMatch.Fit.NEAR && near.isEmpty()) {
        near = Optional.of(match.reason());
      }
    }
    String reason =
        fitting.isEmpty() ? near.orElseGet(() -> WhyNot.reason(candidate)) : tie(fitting);
    return new Detection(path, fitting, reason, candidate.whole());
  }

  /** By name where forms are equally narrow, so that the order is the same everywhere. */
  private static List<DatasetReader> narrowestFirst(Iterable<DatasetReader> readers) {
    return StreamSupport.stream(readers.spliterator(), false)
        .sorted(Comparator.comparing(DatasetReader::specificity).thenComparing(DatasetReader::form))
        .toList();
  }

  /** What to say if several forms are the narrowest; empty: one is. */
  private static String tie(List<DetectedForm> fitting) {
    Specificity narrowest = fitting.get(0).specificity();
    List<DetectedForm> tied =
        fitting.stream().filter(form -> form.specificity() == narrowest).toList();
    return tied.size() == 1
        ? ""
        : tied.stream()
            .map(form -> form.form() + " (" + form.reason() + ")")
            .collect(joining(" and ", "several forms fit: ", "; --form says which"));
  }

  /** What begins as a form and breaks off, or is damaged, is near to it. */
  private static FormMatch match(DatasetReader reader, Candidate candidate) {
    try {
      return reader.recognize(candidate);
    } catch (BadInputException e) {
      String message = String.valueOf(e.getMessage());
      String place = candidate.path() + ": ";
      return FormMatch.near(
          message.startsWith(place) ? message.substring(place.length()) : message);
    } catch (IOException e) {
      String reason = Reason.of(e);
      boolean said = reason.contains("truncated") || reason.contains("damaged");
      return FormMatch.near(said ? reason : "damaged or truncated: " + reason);
    }
  }
}
