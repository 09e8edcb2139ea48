package io.ddh.app.model;

import io.ddh.core.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Named sections in one file: how a model lies on disk. Layout, big-endian: magic, version, number
 * of sections, of each its name, length and CRC-32, then the CRC-32 of all so far, then the
 * sections one after another and nothing behind them. A file is read whole before anything in it is
 * believed, so a length in it can ask for no more memory than the file has bytes.
 *
 * @param sections content by name, in the order of the file
 */
record ModelFile(Map<String, byte[]> sections) {
  static final int MAGIC = 0x4444484D; // DDHM
  static final int VERSION = 1;

  /** Bytes of a model at most: far above any network of this project. */
  static final long MOST_BYTES = 1L << 30;

  private static final int MOST_SECTIONS = 16;
  private static final String EXPECTED = "valid: a model that ddh train wrote (.ddhm)";

  byte[] bytes() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(sections.size());
    for (Map.Entry<String, byte[]> section : sections.entrySet()) {
      out.writeUTF(section.getKey());
      out.writeLong(section.getValue().length);
      out.writeInt(crc(section.getValue(), section.getValue().length));
    }
    out.writeInt(crc(all.toByteArray(), all.size()));
    for (byte[] section : sections.values()) {
      out.write(section);
    }
    return all.toByteArray();
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  /**
   * Reads a file's bytes.
   *
   * @throws BadInputException if there is no such file, or it is too large for a model
   */
  static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      String found = Files.exists(file) ? ": not a file; " : ": no such file; ";
      throw new BadInputException(file + found + EXPECTED);
    }
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new BadInputException(
          file + ": " + size + " bytes, a model has at most " + MOST_BYTES + "; " + EXPECTED);
    }
    return Files.readAllBytes(file);
  }

  /**
   * Takes a file apart.
   *
   * @param where it comes from, for messages
   * @throws BadInputException if it is no model, damaged, truncated or newer
   */
  static ModelFile parse(byte[] bytes, String where) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (bytes.length < 8 || in.readInt() != MAGIC) {
        throw new BadInputException(where + ": no model file; " + EXPECTED);
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new BadInputException(
            where + ": model of version " + version + ", this program reads " + VERSION);
      }
      int count = in.readInt();
      if (count < 1 || count > MOST_SECTIONS) {
        throw damaged(where, count + " sections");
      }
      Map<String, Integer> sums = new LinkedHashMap<>();
      Map<String, Long> lengths = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        lengths.put(name, in.readLong());
        sums.put(name, in.readInt());
      }
      int head = bytes.length - in.available();
      if (in.readInt() != crc(bytes, head) || lengths.size() != count) {
        throw damaged(where, "checksum of the head");
      }
      return new ModelFile(sections(bytes, head + Integer.BYTES, lengths, sums, where));
    } catch (IOException e) {
      throw new BadInputException(where + ": damaged (truncated)", e);
    }
  }

  private static Map<String, byte[]> sections(
      byte[] bytes, int from, Map<String, Long> lengths, Map<String, Integer> sums, String where) {
    Map<String, byte[]> sections = new LinkedHashMap<>();
    long at = from;
    for (Map.Entry<String, Long> e : lengths.entrySet()) {
      long length = e.getValue();
      if (length < 0 || length > bytes.length - at) {
        throw damaged(where, "truncated in section '" + e.getKey() + "'");
      }
      byte[] section = Arrays.copyOfRange(bytes, (int) at, (int) (at + length));
      if (crc(section, section.length) != sums.get(e.getKey())) {
        throw damaged(where, "checksum of section '" + e.getKey() + "'");
      }
      sections.put(e.getKey(), section);
      at += length;
    }
    if (at != bytes.length) {
      throw damaged(where, bytes.length - at + " bytes behind the last section");
    }
    return sections;
  }

  /** A section that must be there. */
  byte[] section(String name, String where) {
    byte[] section = sections.get(name);
    if (section == null) {
      throw damaged(where, "no section '" + name + "'");
    }
    return section;
  }

  static BadInputException damaged(String where, String how) {
    return new BadInputException(where + ": damaged (" + how + ")");
  }
}
