package io.ddh.app.data;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.data.check.Copies;
import io.ddh.data.check.CountRange;
import io.ddh.data.check.CropGuess;
import io.ddh.data.check.FileSurvey;
import io.ddh.data.check.PixelFacts;
import io.ddh.data.check.Twins;
import io.ddh.experiments.report.KeptTwins;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ddh data check} found.
 *
 * @param form the reader's name
 * @param reason why that form, one line
 * @param data the data set as read
 * @param perPerson images a person
 * @param pixels of the images as read
 * @param files the image files, where each image is one
 * @param copies same pixels
 * @param twins same pictures
 * @param split that copies and twins were looked for across
 * @param crop which part of the pictures the faces fill, if that was asked of whole pictures
 * @param cropSetting what to set for it: pixels, or a share where pictures differ in size
 * @param sheets contact sheets
 * @param yaml one line for {@code experiments.yaml}
 * @param refusal why {@code ddh run} would refuse the set
 */
public record Findings(
    String form,
    String reason,
    Dataset data,
    CountRange perPerson,
    PixelFacts pixels,
    Optional<FileSurvey> files,
    Copies copies,
    Twins twins,
    SplitFacts split,
    Optional<CropGuess> crop,
    String cropSetting,
    List<Path> sheets,
    String yaml,
    Optional<String> refusal) {
  public Findings {
    sheets = List.copyOf(sheets);
  }

  /**
   * What to keep of it beside the results.
   *
   * @throws BadInputException if the split can't be drawn
   */
  public KeptTwins kept() {
    if (split.problem().isPresent()) {
      throw new BadInputException("--keep: the split can't be drawn: " + split.problem().get());
    }
    return new KeptTwins(
        split.seed(),
        data.digest(),
        split.digest(),
        split.queries(),
        split.gallery(),
        twins.queries(),
        twins.queriesOtherPerson(),
        copies.queries());
  }

  /** An image for a person to find: whose, and which of theirs. */
  String image(int row) {
    int[] labels = data.images().labels();
    int number = 0;
    for (int i = 0; i <= row; i++) {
      number += labels[i] == labels[row] ? 1 : 0;
    }
    return data.images().identities().get(labels[row]) + " #" + number;
  }
}
