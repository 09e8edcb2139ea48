package io.ddh.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a process. The tag is part of the names of files that a process makes. From such a
 * name, other processes can tell whether the process that made the file has ended.
 *
 * @param host the host's name and a digest of its boot ID and process namespace, within which
 *     process numbers are unique
 * @param pid the process number
 * @param start the process's start time in ms since 1970; 0 if unknown
 */
public record ProcessTag(String host, long pid, long start) {
  /** Regular expression, without groups, that matches what {@link #toString} returns. */
  public static final String PATTERN = "[A-Za-z0-9-]+~\\d{1,18}~\\d{1,18}";

  /**
   * Maximum difference between two readings of the start time of the same process. The readings
   * differ if the clock is set in between.
   */
  private static final long TOLERANCE_MS = 5_000;

  /** {@return the tag of this process} */
  public static ProcessTag own() {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessTag(here(), self.pid(), start(self));
  }

  /**
   * Parses a tag that {@link #toString} made.
   *
   * @param text a part of a file name
   * @return the tag; empty if the string is not a tag
   */
  public static Optional<ProcessTag> parse(String text) {
    if (!text.matches(PATTERN)) {
      return Optional.empty();
    }
    String[] parts = text.split("~", -1);
    return Optional.of(
        new ProcessTag(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
  }

  /**
   * {@return true if the process has certainly ended; always false for processes of other hosts}
   */
  public boolean ended() {
    if (!host.equals(here())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return true;
    }
    long found = start(process.get());
    return start != 0 && found != 0 && Math.abs(found - start) > TOLERANCE_MS;
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String here() {
    String name = line("/proc/sys/kernel/hostname").orElseGet(ProcessTag::networkName);
    String boot = line("/proc/sys/kernel/random/boot_id").orElse("");
    String digest = Sha256.hex(name + boot + namespace()).substring(0, 8);
    return name.replaceAll("[^A-Za-z0-9-]", "-") + "-" + digest;
  }

  private static String networkName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "host";
    }
  }

  private static String namespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static Optional<String> line(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream().findFirst().filter(l -> !l.isBlank());
    } catch (IOException e) {
      return Optional.empty(); // only Linux has this file
    }
  }

  /** Formats the tag with characters that are valid in file names. */
  @Override
  public String toString() {
    return host + "~" + pid + "~" + start;
  }
}
