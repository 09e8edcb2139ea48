package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script, with a stand-in for Java that says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("with space/ddh")).toRealPath();
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("src/assembly/bin/ddh"), bin.resolve("ddh"));
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        echo "$OMP_WAIT_POLICY $OPENBLAS_THREAD_TIMEOUT"
        for a in "$@"; do echo "<$a>"; done
        exit 3
        """);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    assertThat(bin.resolve("ddh").toFile().setExecutable(true)).isTrue();
  }

  private String start(int code, String[] environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(new java.io.File("/"));
    builder.environment().remove("OMP_WAIT_POLICY");
    builder.environment().remove("OPENBLAS_THREAD_TIMEOUT");
    builder.environment().remove("JAVA_OPTS");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isEqualTo(code);
    return out;
  }

  @Test
  void findsItsJarsThroughSymlinksAndSpacesAndPassesTheExitCode() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("one"), home.resolve("bin/ddh"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
    for (Path script : new Path[] {home.resolve("bin/ddh"), link, folder.resolve("two")}) {
      assertThat(start(3, new String[0], script.toString(), "run", "two words", "--x=*"))
          .isEqualTo(
              "passive 4\n<-Xmx4g>\n<-Djava.awt.headless=true>\n<-cp>\n<"
                  + home
                  + "/lib/*>\n<io.ddh.app.DdhMain>\n<run>\n<two words>\n<--x=*>\n");
    }
  }

  @Test
  void usersOwnValuesWin() throws Exception {
    String[] own = {"OMP_WAIT_POLICY", "active", "JAVA_OPTS", "-Xmx9g -Da=b"};
    assertThat(start(3, own, home.resolve("bin/ddh").toString()))
        .startsWith("active 4\n<-Xmx4g>\n<-Djava.awt.headless=true>\n<-Xmx9g>\n<-Da=b>\n<-cp>");
  }

  /** A checkout with a stand-in for Maven, which "builds" a tool that says how it was called. */
  private Path checkout() throws IOException {
    Path root = Files.createDirectories(folder.resolve("check out")).toRealPath();
    Files.copy(Path.of("../ddh"), root.resolve("ddh"));
    Files.writeString(root.resolve("pom.xml"), "");
    Files.writeString(root.resolve("experiments.yaml"), "");
    Files.createDirectories(root.resolve("ddh-app/src/assembly"));
    Files.createDirectories(root.resolve("ddh-app/src/main"));
    Files.writeString(root.resolve("ddh-app/pom.xml"), "");
    Path mvn = Files.createDirectories(folder.resolve("mvn")).resolve("mvn");
    Files.writeString(
        mvn,
        """
        #!/bin/sh
        echo "mvn $*"
        [ -e broken ] && exit 1
        sleep 1
        mkdir -p ddh-app/target/ddh/bin
        printf '#!/bin/sh\necho tool "$@"\nexit 7\n' > ddh-app/target/ddh/bin/ddh
        chmod +x ddh-app/target/ddh/bin/ddh
        """);
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    assertThat(root.resolve("ddh").toFile().setExecutable(true)).isTrue();
    return root;
  }

  private String[] path() {
    return new String[] {"PATH", folder.resolve("mvn") + ":" + System.getenv("PATH")};
  }

  private static final String BUILDING =
      """
      ddh: building (the first time takes minutes) ...
      mvn -q -B -Dmaven.test.skip=true -pl ddh-app -am package
      """;

  @Test
  void theToolOfACheckoutIsBuiltWhereItIsMissingOrOld() throws Exception {
    Path root = checkout();
    String ddh = Files.createSymbolicLink(folder.resolve("link"), root.resolve("ddh")).toString();
    assertThat(start(7, path(), ddh, "search", "two words"))
        .isEqualTo(BUILDING + "tool search two words\n");
    assertThat(start(7, path(), ddh, "list")).isEqualTo("tool list\n");
    Files.writeString(root.resolve("ddh-app/src/main/Changed.java"), "");
    assertThat(start(7, path(), ddh)).isEqualTo(BUILDING + "tool\n");
    Files.writeString(root.resolve("pom.xml"), "changed");
    Files.writeString(root.resolve("broken"), "");
    assertThat(start(1, path(), ddh)).isEqualTo(BUILDING + "ddh: the build failed\n");
    Files.delete(root.resolve("broken"));
    assertThat(start(7, path(), ddh)).as("not taken for built").isEqualTo(BUILDING + "tool\n");
    assertThat(root.resolve("ddh-app/target/building")).doesNotExist();
  }

  @Test
  void twoAtOnceBuildOnceAndWhoWasKilledIsNotWaitedFor() throws Exception {
    Path root = checkout();
    Path lock = Files.createDirectories(root.resolve("ddh-app/target/building"));
    Files.writeString(lock.resolve("pid"), "999999999\n"); // of no process
    String both = "'" + root.resolve("ddh") + "' a & '" + root.resolve("ddh") + "' b; wait";
    assertThat(start(0, path(), "sh", "-c", both).lines())
        .containsExactlyInAnyOrder(
            "ddh: building (the first time takes minutes) ...",
            "mvn -q -B -Dmaven.test.skip=true -pl ddh-app -am package",
            "tool a",
            "tool b");
  }
}
