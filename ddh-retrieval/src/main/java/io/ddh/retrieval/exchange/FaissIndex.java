package io.ddh.retrieval.exchange;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.npy.PackedRows;
import io.ddh.retrieval.CodeBlocks;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Codes and their ids as a FAISS binary index. The index is an {@code IndexBinaryFlat} (called
 * {@code IBxF} in files). Unless the ids are 0 to n − 1, it is wrapped in an {@code
 * IndexBinaryIDMap} (called {@code IBMp} in files); {@code IBM2} can also be read. FAISS stores
 * whole bytes, so codes of other lengths are padded with zeros, which doesn't change distances.
 * Bits are packed into bytes as in {@link PackedRows}. All numbers are little-endian, and sizes
 * take 8 bytes, as FAISS writes them on the usual 64-bit machines.
 *
 * @param codes n codes of K bits
 * @param ids one id per code; the array is shared and must not be changed
 */
public record FaissIndex(BinaryCodes codes, long[] ids) {
  private static final int HEAD = 25;
  private static final int L2 = 1;
  private static final String VALID =
      "valid: IndexBinaryFlat, or one inside an IndexBinaryIDMap or IndexBinaryIDMap2";

  /** Names of binary index types by the four letters that their files begin with, for messages. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "IBwF", "IndexBinaryIVF",
          "IBHf", "IndexBinaryHNSW",
          "IBHc", "IndexBinaryHNSWCagra",
          "IBHh", "IndexBinaryHash",
          "IBHm", "IndexBinaryMultiHash",
          "IBFf", "IndexBinaryFromFloat",
          "IBMp", "IndexBinaryIDMap",
          "IBM2", "IndexBinaryIDMap2");

  /**
   * Checks that there is one id per code.
   *
   * @param codes n codes of K bits
   * @param ids one id per code; the array is shared and must not be changed
   * @throws IllegalArgumentException if the numbers of codes and ids differ
   */
  public FaissIndex {
    Check.that(
        ids.length == codes.size(),
        "there must be one id per code, found %d ids for %d codes",
        ids.length,
        codes.size());
  }

  /**
   * {@return an index of codes whose ids are their row numbers, 0 to n − 1}
   *
   * @param codes n codes of K bits
   */
  public static FaissIndex of(BinaryCodes codes) {
    return new FaissIndex(codes, LongStream.range(0, codes.size()).toArray());
  }

  /**
   * {@return whether the ids are the row numbers 0 to n − 1, so that the file need not contain
   * them}
   */
  public boolean plain() {
    return IntStream.range(0, ids.length).allMatch(i -> ids[i] == i);
  }

  /**
   * Writes the index in the format that {@code faiss.read_index_binary} reads.
   *
   * @param file file to write; an existing file is replaced
   * @throws IOException if the file can't be written
   */
  public void write(Path file) throws IOException {
    Check.inRange("bits", codes.bits(), 1, CodeBlocks.MAX_BITS);
    AtomicFile.write(
        file,
        out -> {
          boolean plain = plain();
          if (!plain) {
            out.write(head("IBMp"));
          }
          out.write(head("IBxF"));
          out.write(size((long) codes.size() * PackedRows.width(codes.bits())));
          PackedRows.write(codes, out);
          if (!plain) {
            out.write(size(ids.length));
            for (long id : ids) {
              out.write(size(id));
            }
          }
        });
  }

  private byte[] head(String fourcc) {
    int width = PackedRows.width(codes.bits());
    ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    head.put(fourcc.getBytes(StandardCharsets.US_ASCII)).putInt(width * 8).putInt(width);
    return head.putLong(codes.size()).put((byte) 1).putInt(L2).array();
  }

  private static byte[] size(long size) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(size).array();
  }

  /**
   * Reads an index.
   *
   * @param file a file that FAISS wrote
   * @param bits code length K, at most the index's dimension; 0 means the dimension
   * @return the codes with their ids
   * @throws BadInputException if the file is not such an index, is truncated, or has a code with a
   *     bit set beyond K
   * @throws IOException if the file can't be read
   */
  public static FaissIndex read(Path file, int bits) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; valid: a FAISS binary index");
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      Head head = head(file, in);
      boolean mapped = head.kind.equals("IBMp") || head.kind.equals("IBM2");
      Head flat = mapped ? head(file, in) : head;
      if (!flat.kind.equals("IBxF")) {
        String name = OTHERS.getOrDefault(flat.kind, "FAISS index of kind '" + flat.kind + "'");
        throw BadInputException.of(
            "%s: holds an %s%s; %s",
            file, name, mapped ? " within an " + OTHERS.get(head.kind) : "", VALID);
      }
      int wanted = bits == 0 ? flat.dimension : bits;
      int width = flat.dimension / 8;
      boolean sane =
          flat.dimension > 0
              && flat.dimension % 8 == 0
              && flat.codeSize == width
              && flat.total >= 0
              && flat.total <= Files.size(file)
              && size(in) == flat.total * width
              && (!mapped || head.total == flat.total);
      if (!sane || wanted > CodeBlocks.MAX_BITS || PackedRows.width(wanted) != width) {
        throw BadInputException.of(
            "%s: has %s codes of dimension %s; %s-bit codes need dimension %s and matching sizes",
            file, flat.total, flat.dimension, wanted, PackedRows.width(wanted) * 8);
      }
      BinaryCodes codes = PackedRows.read(file.toString(), in, flat.total, wanted);
      return mapped ? withIds(file, in, codes) : of(codes);
    } catch (EOFException e) {
      throw new BadInputException(file + ": truncated; valid: a complete FAISS binary index", e);
    }
  }

  private static FaissIndex withIds(Path file, DataInputStream in, BinaryCodes codes)
      throws IOException {
    if (size(in) != codes.size()) {
      throw new BadInputException(file + ": the number of ids differs from the number of codes");
    }
    long[] ids = new long[codes.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = size(in);
    }
    return new FaissIndex(codes, ids);
  }

  private static long size(DataInputStream in) throws IOException {
    return Long.reverseBytes(in.readLong());
  }

  private record Head(String kind, int dimension, int codeSize, long total) {}

  private static Head head(Path file, DataInputStream in) throws IOException {
    byte[] bytes = new byte[HEAD];
    in.readFully(bytes);
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    String kind = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
    if (!kind.startsWith("IB")) {
      boolean floats = kind.matches("I[A-Za-z0-9]{3}");
      throw new BadInputException(
          file
              + (floats ? ": a FAISS index of float vectors; " : ": isn't a FAISS binary index; ")
              + VALID);
    }
    return new Head(kind, head.getInt(4), head.getInt(8), head.getLong(12));
  }
}
