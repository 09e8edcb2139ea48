package io.ddh.model.kernel;

import io.ddh.model.kernel.Blas.Matrix;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * {@link Conv5} by {@link Winograd} steps along both axes: 8×8 windows, four apart, give 4×4
 * outputs each; in their domain the convolution is 64 matrix products, windows by channels in by
 * channels out, with a sixth of the direct form's multiplications.
 */
final class WinogradConv5 implements Conv5 {
  private static final int P = Winograd.POINTS;
  private static final int M = Winograd.OUTPUTS;
  private static final int PAD = 2;

  private final int h;
  private final int ci;
  private final int co;
  private final int tiles; // windows along one side
  private final int rows; // of a product: windows × images
  private final Filters filters;
  private final Side in;
  private final Side out;
  private final OffHeap gradients; // 64 × ci × co
  private boolean empty = true;

  /** Memory of one side of the convolution: its values in the products' domain, and scratch. */
  private final class Side {
    final int channels;
    final OffHeap domain; // 64 × rows × channels
    final float[] zero;
    final float[][] vectors; // P
    final float[][][] grid; // P × max(h, P)
    final float[][] from = new float[P][]; // names of a step's operands
    final float[][] to = new float[P][];

    Side(int channels) {
      this.channels = channels;
      int length = IMAGES * channels;
      domain = OffHeap.allocate(P * P * rows * channels);
      zero = new float[length];
      vectors = new float[P][length];
      grid = new float[P][Math.max(h, P)][length];
    }

    void put(int r, int s, int tile) {
      domain.buffer().put(offset(r, s, tile), vectors[s]);
    }

    private int offset(int r, int s, int tile) {
      return ((r * P + s) * rows + tile * IMAGES) * channels;
    }

    /** A window's values at all r and one s, to {@code vectors}. */
    void get(int s, int tile) {
      for (int r = 0; r < P; r++) {
        domain.buffer().get(offset(r, s, tile), vectors[r]);
      }
    }

    /** Column s of the grid as the operands of a step's results. */
    float[][] column(int s) {
      for (int r = 0; r < P; r++) {
        to[r] = grid[r][s];
      }
      return to;
    }

    Matrix at(int point) {
      return Matrix.of(domain, (long) point * rows * channels, channels);
    }
  }

  /** The weights in the products' domain. */
  static final class Filters {
    private static final float[][] G = Winograd.filter();

    private final int ci;
    private final int co;
    private final OffHeap domain; // 64 × ci × co

    Filters(int ci, int co) {
      this.ci = ci;
      this.co = co;
      domain = OffHeap.allocate(P * P * ci * co);
    }

    /** Takes the values of this batch, 5×5×ci×co. */
    void set(OffHeap w) {
      int length = ci * co;
      float[][] taps = new float[SIDE * SIDE][length];
      for (int i = 0; i < taps.length; i++) {
        w.buffer().get(i * length, taps[i]);
      }
      float[] sum = new float[length];
      float[][] half = new float[SIDE][length];
      for (int r = 0; r < P; r++) {
        for (int v = 0; v < SIDE; v++) {
          Arrays.fill(half[v], 0);
          for (int u = 0; u < SIDE; u++) {
            Winograd.addScaled(taps[u * SIDE + v], G[r][u], half[v]);
          }
        }
        for (int s = 0; s < P; s++) {
          Arrays.fill(sum, 0);
          for (int v = 0; v < SIDE; v++) {
            Winograd.addScaled(half[v], G[s][v], sum);
          }
          domain.buffer().put((r * P + s) * length, sum);
        }
      }
    }

    Matrix at(int point) {
      return Matrix.of(domain, (long) point * ci * co, co);
    }
  }

  WinogradConv5(int h, int ci, int co, Filters filters) {
    this.h = h;
    this.ci = ci;
    this.co = co;
    this.filters = filters;
    tiles = (h + M - 1) / M;
    rows = tiles * tiles * IMAGES;
    in = new Side(ci);
    out = new Side(co);
    gradients = OffHeap.allocate(P * P * ci * co);
  }

  @Override
  public void forward(float[][] x, float[][] y) {
    transform(x);
    for (int q = 0; q < P * P; q++) {
      Blas.multiply(rows, co, ci, in.at(q), filters.at(q), 0, out.at(q));
    }
    for (int tile = 0; tile < tiles * tiles; tile++) {
      for (int s = 0; s < P; s++) {
        out.get(s, tile);
        Winograd.output(out.vectors, out.column(s));
      }
      for (int r = 0; r < M; r++) {
        for (int c = 0; c < M; c++) {
          int at = place(tile, r, c);
          out.to[c] = at < 0 ? out.vectors[c] : y[at];
        }
        Winograd.output(out.grid[r], out.to);
      }
    }
  }

  @Override
  public void backward(float[][] x, float[][] dy, float[][] dx) {
    transform(x);
    transformGradient(dy);
    for (int q = 0; q < P * P; q++) {
      Matrix sum = Matrix.of(gradients, (long) q * ci * co, co);
      Blas.multiply(ci, co, rows, in.at(q).t(), out.at(q), empty ? 0 : 1, sum);
    }
    empty = false;
    if (dx.length > 0) {
      for (int q = 0; q < P * P; q++) {
        Blas.multiply(rows, ci, co, out.at(q), filters.at(q).t(), 0, in.at(q));
      }
      restore(dx);
    }
  }

  /** Index of a window's place in the map, −1 if it is outside. */
  private int place(int tile, int r, int c) {
    int row = tile / tiles * M + r;
    int column = tile % tiles * M + c;
    return row < 0 || row >= h || column < 0 || column >= h ? -1 : row * h + column;
  }

  /** Input to its domain. The step along the columns is shared by the windows of a row. */
  private void transform(float[][] x) {
    for (int a = 0; a < tiles; a++) {
      for (int column = 0; column < h; column++) {
        for (int k = 0; k < P; k++) {
          int row = a * M + k - PAD;
          in.from[k] = row < 0 || row >= h ? in.zero : x[row * h + column];
        }
        Winograd.input(in.from, in.column(column));
      }
      for (int r = 0; r < P; r++) {
        for (int b = 0; b < tiles; b++) {
          for (int k = 0; k < P; k++) {
            int column = b * M + k - PAD;
            in.from[k] = column < 0 || column >= h ? in.zero : in.grid[r][column];
          }
          Winograd.input(in.from, in.vectors);
          for (int s = 0; s < P; s++) {
            in.put(r, s, a * tiles + b);
          }
        }
      }
    }
  }

  /** Output gradient to its domain: the transpose of the way back in {@link #forward}. */
  private void transformGradient(float[][] dy) {
    for (int tile = 0; tile < tiles * tiles; tile++) {
      for (int r = 0; r < M; r++) {
        for (int c = 0; c < M; c++) {
          int at = place(tile, r, c);
          out.from[c] = at < 0 ? out.zero : dy[at];
        }
        Winograd.outputTransposed(out.from, out.grid[r]);
      }
      for (int s = 0; s < P; s++) {
        for (int r = 0; r < M; r++) {
          out.from[r] = out.grid[r][s];
        }
        Winograd.outputTransposed(out.from, out.vectors);
        for (int r = 0; r < P; r++) {
          out.domain.buffer().put(out.offset(r, s, tile), out.vectors[r]);
        }
      }
    }
  }

  /** Input gradient out of its domain: the transpose of {@link #transform}. */
  private void restore(float[][] dx) {
    for (float[] place : dx) {
      Arrays.fill(place, 0);
    }
    for (int tile = 0; tile < tiles * tiles; tile++) {
      for (int s = 0; s < P; s++) {
        in.get(s, tile);
        Winograd.inputTransposed(in.vectors, in.column(s));
      }
      for (int r = 0; r < P; r++) {
        Winograd.inputTransposed(in.grid[r], in.vectors);
        for (int c = 0; c < P; c++) {
          int at = place(tile, r - PAD, c - PAD);
          if (at >= 0) {
            Winograd.addScaled(in.vectors[c], 1, dx[at]);
          }
        }
      }
    }
  }

  @Override
  public void clear() {
    empty = true;
  }

  @Override
  public void addGradient(float[] dw) {
    if (empty) {
      return;
    }
    int length = ci * co;
    FloatBuffer from = gradients.buffer();
    float[] value = new float[length];
    float[][] half = new float[SIDE][length];
    float[] sum = new float[length];
    for (int r = 0; r < P; r++) {
      for (float[] h : half) {
        Arrays.fill(h, 0);
      }
      for (int s = 0; s < P; s++) {
        from.get((r * P + s) * length, value);
        for (int v = 0; v < SIDE; v++) {
          Winograd.addScaled(value, Filters.G[s][v], half[v]);
        }
      }
      for (int u = 0; u < SIDE; u++) {
        for (int v = 0; v < SIDE; v++) {
          System.arraycopy(dw, (u * SIDE + v) * length, sum, 0, length);
          Winograd.addScaled(half[v], Filters.G[r][u], sum);
          System.arraycopy(sum, 0, dw, (u * SIDE + v) * length, length);
        }
      }
    }
  }
}
