package io.ddh.data.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Changes to a file, as damage and malice make them. */
public final class Mutation {
  private static final long[] EXTREMES = {
    0,
    1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    100_000,
    0x7fffffff,
    0x80000000L,
    0xffffffffL,
    -1L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final String[] TEXTS = {
    "100000",
    "999999999",
    "-1",
    "99999999999999999999",
    "NaN",
    "1e999",
    "../../x",
    "\0",
    "\n",
    "'",
    "\"",
    "\t",
    ",",
    "P5 100000 100000 255\n",
    "(((((",
    "cos\nsystem\n"
  };

  private Mutation() {}

  /**
   * A changed copy.
   *
   * @param other a file of another form, to take parts from
   */
  public static byte[] of(byte[] file, byte[] other, Random random) {
    byte[] out = file.clone();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      out = once(out, other, random);
    }
    return out;
  }

  private static byte[] once(byte[] file, byte[] other, Random random) {
    if (file.length == 0) {
      return other.clone();
    }
    int at = place(file, random);
    return switch (random.nextInt(12)) {
      case 0, 1 -> flipped(file, random);
      case 2, 3, 4 -> extreme(file, at, random);
      case 5 -> Arrays.copyOf(file, random.nextInt(file.length));
      case 6 -> replaced(file, at, at, random(random));
      case 7 -> replaced(file, at, end(file, at, random), new byte[0]);
      case 8 -> replaced(file, at, at, Arrays.copyOfRange(file, at, end(file, at, random)));
      case 9 -> replaced(file, at, end(file, at, random), part(other, random));
      case 10 -> {
        byte[] text = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
        yield replaced(file, at, Math.min(file.length, at + random.nextInt(text.length + 1)), text);
      }
      default -> random.nextInt(4) > 0 ? digits(file, random) : whole(other, random);
    };
  }

  /** Headers decide more than pixels: half of the places lie in the first bytes. */
  private static int place(byte[] file, Random random) {
    return random.nextInt(random.nextBoolean() ? Math.min(file.length, 160) : file.length);
  }

  private static int end(byte[] file, int at, Random random) {
    return Math.min(file.length, at + 1 + random.nextInt(64));
  }

  private static byte[] random(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(32)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] part(byte[] other, Random random) {
    int at = random.nextInt(Math.max(1, other.length));
    return Arrays.copyOfRange(other, at, end(other, at, random));
  }

  private static byte[] whole(byte[] other, Random random) {
    return random.nextBoolean() ? other.clone() : new byte[0];
  }

  private static byte[] flipped(byte[] file, Random random) {
    byte[] out = file.clone();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      out[place(file, random)] ^= (byte) (1 << random.nextInt(8));
    }
    return out;
  }

  private static byte[] extreme(byte[] file, int at, Random random) {
    int width = 1 << random.nextInt(4);
    byte[] value = new byte[8];
    boolean little = random.nextBoolean();
    ByteBuffer.wrap(value)
        .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
        .putLong(EXTREMES[random.nextInt(EXTREMES.length)]);
    byte[] out = file.clone();
    int from = little ? 0 : 8 - width;
    System.arraycopy(value, from, out, at, Math.min(width, file.length - at));
    return out;
  }

  /** Another number where digits stand. */
  private static byte[] digits(byte[] file, Random random) {
    int at = place(file, random);
    while (at < file.length && (file[at] < '0' || file[at] > '9')) {
      at++;
    }
    int end = at;
    while (end < file.length && file[end] >= '0' && file[end] <= '9') {
      end++;
    }
    String number = Long.toString(EXTREMES[random.nextInt(EXTREMES.length)]);
    return replaced(file, at, end, number.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] replaced(byte[] file, int from, int to, byte[] by) {
    byte[] out = Arrays.copyOf(file, file.length - (to - from) + by.length);
    System.arraycopy(by, 0, out, from, by.length);
    System.arraycopy(file, to, out, from + by.length, file.length - to);
    return out;
  }
}
