package io.ddh.app.model;

import io.ddh.core.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The format of model files, which consist of named sections. All numbers are big-endian. A file
 * begins with the magic number, the version and the number of sections, then the name, length and
 * CRC-32 of each section, then the CRC-32 of all preceding bytes. The sections follow without gaps
 * to the end of the file. The whole file is read before any length in it is used, so a wrong length
 * cannot cause more memory to be allocated than the file has bytes.
 *
 * @param sections content of each section by its name, in the order of the file
 */
record ModelFile(Map<String, byte[]> sections) {
  static final int MAGIC = 0x4444484D; // DDHM
  static final int VERSION = 1;

  /**
   * Size of the largest file that is read, in bytes; it is far larger than any model of this
   * project.
   */
  static final long MOST_BYTES = 1L << 30;

  private static final int MOST_SECTIONS = 16;
  private static final String EXPECTED = "valid: a model written by 'ddh train' (.ddhm)";

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
   * Reads the bytes of a model file.
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
          file + ": " + size + " bytes; a model has at most " + MOST_BYTES + "; " + EXPECTED);
    }
    return Files.readAllBytes(file);
  }

  /**
   * Splits a file into its sections.
   *
   * @param where name of the file, for messages
   * @throws BadInputException if the file is not a model, damaged, truncated or of a newer version
   */
  static ModelFile parse(byte[] bytes, String where) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (bytes.length < 8 || in.readInt() != MAGIC) {
        throw new BadInputException(where + ": not a model file; " + EXPECTED);
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new BadInputException(
            where + ": model version " + version + "; this program reads version " + VERSION);
      }
      int count = in.readInt();
      if (count < 1 || count > MOST_SECTIONS) {
        throw damaged(where, count + " sections");
      }
      List<Head> heads = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        heads.add(new Head(in.readUTF(), in.readLong(), in.readInt()));
      }
      int read = bytes.length - in.available();
      long names = heads.stream().map(Head::name).distinct().count();
      if (in.readInt() != crc(bytes, read) || names != count) {
        throw damaged(where, "the checksum of the head is wrong");
      }
      Map<String, byte[]> sections = new LinkedHashMap<>();
      for (Head head : heads) {
        if (head.length < 0 || head.length > in.available()) {
          throw damaged(where, "truncated in section '" + head.name + "'");
        }
        byte[] section = in.readNBytes((int) head.length);
        if (crc(section, section.length) != head.crc) {
          throw damaged(where, "the checksum of section '" + head.name + "' is wrong");
        }
        sections.put(head.name, section);
      }
      if (in.available() > 0) {
        throw damaged(where, in.available() + " bytes after the last section");
      }
      return new ModelFile(sections);
    } catch (IOException e) {
      throw new BadInputException(where + ": damaged (truncated)", e);
    }
  }

  private record Head(String name, long length, int crc) {}

  /**
   * The content of the section with the given name.
   *
   * @throws BadInputException if the file has no section with that name
   */
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
