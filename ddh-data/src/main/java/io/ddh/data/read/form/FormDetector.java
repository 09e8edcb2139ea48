package io.ddh.data.read.form;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.data.read.files.NearName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says which reader fits a file or folder, by its names and the first bytes of its files. No image
 * is decoded and at most {@value Glance#MOST_FILES} names are looked at, so it takes seconds at
 * most.
 */
public final class FormDetector {
  private FormDetector() {}

  /** One form's test. */
  private record Test(String form, Look look) {}

  @FunctionalInterface
  private interface Look {
    FormMatch at(Glance glance) throws IOException;
  }

  /** The narrower forms first: whatever is YouTube Faces is a folder of people as well. */
  private static final List<Test> TESTS =
      List.of(
          new Test("packed", FileForms::packed),
          new Test("idx", FileForms::idx),
          new Test("cifar", FileForms::cifar),
          new Test("olivetti", FileForms::olivetti),
          new Test("mat", FileForms::mat),
          new Test("numpy", ArrayForms::numpy),
          new Test("ddh-release", ArrayForms::pickles),
          new Test("youtube-faces", FolderForms::youTube),
          new Test("facescrub", FolderForms::faceScrub),
          new Test("train-test", FolderForms::trainTest),
          new Test("folder", FolderForms::people));

  /**
   * Looks at a file or folder.
   *
   * @throws BadInputException if there is none, or it can't be read at all
   */
  public static Detection detect(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": " + NearName.missing(path));
    }
    Glance glance;
    try {
      glance = Glance.at(path);
    } catch (IOException e) {
      throw new BadInputException(path + ": can't be read: " + Reason.of(e), e);
    }
    List<DetectedForm> fitting = new ArrayList<>();
    Optional<String> near = Optional.empty();
    for (Test test : TESTS) {
      FormMatch verdict = verdict(test, glance);
      if (verdict.settings().isPresent()) {
        Map<String, Object> settings = new TreeMap<>(verdict.settings().get());
        settings.putIfAbsent("path", path.toString());
        fitting.add(new DetectedForm(test.form(), settings, verdict.reason()));
      } else if (verdict.near() && near.isEmpty()) {
        near = Optional.of(verdict.reason());
      }
    }
    String reason = fitting.isEmpty() ? near.orElseGet(() -> WhyNot.reason(glance)) : "";
    return new Detection(path, fitting, reason, glance.whole());
  }

  /** What begins as a form and breaks off, or is damaged, is near to it. */
  private static FormMatch verdict(Test test, Glance glance) {
    try {
      return test.look().at(glance);
    } catch (BadInputException e) {
      String message = String.valueOf(e.getMessage());
      String place = glance.path() + ": ";
      return FormMatch.almost(
          message.startsWith(place) ? message.substring(place.length()) : message);
    } catch (IOException e) {
      String reason = Reason.of(e);
      boolean said = reason.contains("truncated") || reason.contains("damaged");
      return FormMatch.almost(said ? reason : "damaged or truncated: " + reason);
    }
  }
}
