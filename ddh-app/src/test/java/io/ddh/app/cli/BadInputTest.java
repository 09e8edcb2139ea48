package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake of a user: one line, exit code 2, nothing written. */
class BadInputTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [lsh], bits: [12], seeds: [1] }
        lfw: { datasets: [missing], methods: [lsh], bits: [12], seeds: [1] }
        mat: { datasets: [mat], methods: [lsh], bits: [12], seeds: [1] }
        folder: { datasets: [folder], methods: [lsh], bits: [12], seeds: [1] }
      datasets:
        d: { form: faces, people: 4, images: 8, split: { protocol: facescrub, queries: 2 } }
        missing: { form: folder, path: /no/such/folder, split: { protocol: facescrub } }
        mat: { form: mat, path: /no/such/file.mat, split: { protocol: facescrub } }
        folder: { form: folder, path: "", split: { protocol: facescrub } }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --profile lfw                       | /no/such/folder: no such",
        "run --profile lfw --dry-run             | next: set DDH_DATA",
        "run --profile mat                       | /no/such/file.mat",
        "run --profile folder                    | must be given; next: add '--data DIR'",
        "run --data DIR/empty                    | empty",
        "run --data DIR/nowhere                  | nowhere",
        "run --profile p --data DIR/empty        | path",
        "run --profile q                         | unknown profile 'q'",
        "run --profile p --methods lhs           | did you mean 'lsh'",
        "run --profile p --methods lsh+nothing   | unknown features 'nothing'",
        "run --profile p --methods ddh+lbp       | takes no features",
        "run --profile p --bits 0                | bits",
        "run --profile p --bits -12              | bits",
        "run --profile p --bits 12,300 --methods itq | dimension 236",
        "run --profile p --bits 200 --methods itq+cnn | dimension 192",
        "run --profile p --bits twelve           | twelve",
        "run --profile p --bits 5000             | 5000",
        "run --profile p --seeds x               | seeds",
        "run --profile p --seeds 1,1             | each entry only once",
        "run --profile p --only zzz*             | zzz*",
        "run --profile p --only [                | not a valid glob",
        "run --profile p --set ddh.epoch=3       | did you mean 'epochs'",
        "run --profile p --set ddh.epochs=no     | whole number",
        "run --profile p --methods ddh --set ddh.epochs=0 | epochs",
        "run --profile p --set d.images=2        | image",
        "run --profile p --set d.people=1        | at least",
        "run --profile p --results DIR/file      | file",
        "run --profile p --results DIR/file/x    | file",
        "run --profile p --work DIR/file/x       | file",
        "run --profile p --results /proc/nowhere | /proc/nowhere",
        "run --profile p --no-such-option        | no-such-option",
        "run --profile p --dry-run --bits 0      | bits",
        "run --config DIR/typo.yaml --profile p  | typo.yaml:3",
        "run --config DIR/none.yaml              | none.yaml",
        "run --config DIR/binary.yaml            | binary.yaml",
        "faces -o /proc/nowhere/sheet.png        | /proc/nowhere",
        "faces -o DIR/file/sheet.png             | file",
        "faces --people 0 -o DIR/sheet.png       | --people",
        "ran                                     | ran",
        "verify --profile p                      | no expected values",
      })
  void oneLineExitCodeTwoAndNothingWritten(String line, String message) throws IOException {
    Path config = Files.writeString(folder.resolve("e.yaml"), YAML);
    Files.writeString(folder.resolve("typo.yaml"), YAML.replace("p: { datasets", "p: { dataset"));
    Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    Files.writeString(folder.resolve("file"), "");
    Files.createDirectory(folder.resolve("empty"));
    List<String> before = tree();
    List<String> arguments =
        new ArrayList<>(List.of(line.replace("DIR", folder.toString()).split(" ")));
    addUnlessGiven(arguments, "--config", config);
    addUnlessGiven(arguments, "--results", folder.resolve("results"));
    addUnlessGiven(arguments, "--work", folder.resolve("work"));
    Tool cli = Tool.of(arguments.toArray(String[]::new));
    assertThat(cli.err()).startsWith("ddh: ").contains(message);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(tree()).isEqualTo(before);
  }

  private static void addUnlessGiven(List<String> arguments, String option, Path value) {
    String command = arguments.get(0);
    boolean takes = command.equals("run") || command.equals("verify") && !option.equals("--work");
    if (takes && !arguments.contains(option)) {
      arguments.add(option);
      arguments.add(value.toString());
    }
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
