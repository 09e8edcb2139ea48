package io.ddh.retrieval.index;

import io.ddh.retrieval.CodeBlocks;
import java.util.Objects;

/** The codes of a memory-mapped index file. A scan copies each block once per group of queries. */
final class MappedCodes extends CodeBlocks {
  private final MappedSection section;

  MappedCodes(MappedSection section, int bits, int size) {
    super(bits, size);
    this.section = section;
  }

  @Override
  public int[] block(int block, int[] scratch) {
    Objects.checkIndex(block, blocks());
    int ints = lanes() * BLOCK;
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
    return section.getInt(((block * lanes() + w) * BLOCK + row % BLOCK) * Integer.BYTES);
  }
}
