package io.ddh.retrieval.index;

import io.ddh.retrieval.CodeBlocks;
import java.util.Objects;

/**
 * The codes of an index file. A block is copied when it is scanned: once for a group of queries.
 */
final class MappedCodes implements CodeBlocks {
  private final MappedSection section;
  private final int bits;
  private final int size;
  private final int lanes;

  MappedCodes(MappedSection section, int bits, int size) {
    this.section = section;
    this.bits = bits;
    this.size = size;
    this.lanes = CodeBlocks.lanes(bits);
  }

  @Override
  public int bits() {
    return bits;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public int[] block(int block, int[] scratch) {
    Objects.checkIndex(block, blocks());
    int ints = lanes * BLOCK;
    section.ints((long) block * ints * Integer.BYTES, scratch, ints);
    return scratch;
  }

  @Override
  public int offset(int block) {
    return 0;
  }

  @Override
  public int lane(int row, int w) {
    long block = row / BLOCK;
    return section.getInt(((block * lanes + w) * BLOCK + row % BLOCK) * Integer.BYTES);
  }
}
