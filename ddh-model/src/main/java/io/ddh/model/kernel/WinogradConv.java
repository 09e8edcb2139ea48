package io.ddh.model.kernel;

import io.ddh.model.kernel.Blas.Matrix;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A {@link SameConv} that applies {@link Winograd} steps along both axes. Windows of p×p positions,
 * which start four positions apart, give 4×4 outputs each. In the transformed domain, the
 * convolution consists of p·p matrix products, each of a windows × input channels matrix with an
 * input channels × output channels matrix. For 5×5 filters these are 64 products with a sixth of
 * the multiplications of a direct convolution; for 3×3 filters, 36 products with a quarter of those
 * multiplications.
 */
final class WinogradConv implements SameConv {
  private static final int M = Winograd.OUTPUTS;

  private final Winograd step;
  private final int p; // points of a step
  private final int pad;
  private final int h;
  private final int ci;
  private final int co;
  private final int tiles; // windows along one side
  private final int images; // per call
  private final int rows; // rows of a matrix product: windows × images
  private final Filters filters;
  private final Side in;
  private final Side out;
  private final OffHeap gradients; // p × p × ci × co
  private boolean empty = true;

  /**
   * Memory for the input or the output of the convolution. The memory holds the values in the
   * Winograd domain and is also used as working memory.
   */
  private final class Side {
    final int channels;
    final OffHeap domain; // p × p × rows × channels
    final float[] zero;
    final float[][] vectors; // p
    final float[][][] grid; // p × max(h, p)
    final float[][] from = new float[p][]; // references to a step's operands
    final float[][] to = new float[p][];

    Side(int channels) {
      this.channels = channels;
      int length = images * channels;
      domain = OffHeap.allocate(p * p * rows * channels);
      zero = new float[length];
      vectors = new float[p][length];
      grid = new float[p][Math.max(h, p)][length];
    }

    void put(int r, int s, int tile) {
      domain.buffer().put(offset(r, s, tile), vectors[s]);
    }

    private int offset(int r, int s, int tile) {
      return ((r * p + s) * rows + tile * images) * channels;
    }

    /** Reads column s of a window into {@code vectors}, one vector per row. */
    void get(int s, int tile) {
      for (int r = 0; r < p; r++) {
        domain.buffer().get(offset(r, s, tile), vectors[r]);
      }
    }

    /** Returns column s of the grid, to receive a step's results. */
    float[][] column(int s) {
      for (int r = 0; r < p; r++) {
        to[r] = grid[r][s];
      }
      return to;
    }

    Matrix at(int point) {
      return Matrix.of(domain, (long) point * rows * channels, channels);
    }
  }

  /**
   * The weights, transformed to the Winograd domain.
   *
   * @param g matrix that transforms filter taps to the Winograd domain, p×k
   * @param domain the transformed weights, p × p × ci × co
   */
  record Filters(Winograd step, float[][] g, int p, int k, int ci, int co, OffHeap domain) {
    Filters(Winograd step, int ci, int co) {
      this(
          step,
          step.filter(),
          step.points(),
          step.taps(),
          ci,
          co,
          OffHeap.allocate(step.points() * step.points() * ci * co));
    }

    /** Transforms the current weights, k×k×ci×co. */
    void set(OffHeap w) {
      int length = ci * co;
      float[][] taps = new float[k * k][length];
      for (int i = 0; i < taps.length; i++) {
        w.buffer().get(i * length, taps[i]);
      }
      float[] sum = new float[length];
      float[][] half = new float[k][length];
      for (int r = 0; r < p; r++) {
        for (int v = 0; v < k; v++) {
          Arrays.fill(half[v], 0);
          for (int u = 0; u < k; u++) {
            Winograd.addScaled(taps[u * k + v], g[r][u], half[v]);
          }
        }
        for (int s = 0; s < p; s++) {
          Arrays.fill(sum, 0);
          for (int v = 0; v < k; v++) {
            Winograd.addScaled(half[v], g[s][v], sum);
          }
          domain.buffer().put((r * p + s) * length, sum);
        }
      }
    }

    Matrix at(int point) {
      return Matrix.of(domain, (long) point * ci * co, co);
    }
  }

  /**
   * Creates the convolution for given shapes.
   *
   * @param images number of images per call
   */
  WinogradConv(int h, int images, Filters filters) {
    step = filters.step;
    p = filters.p;
    pad = step.taps() / 2;
    ci = filters.ci;
    co = filters.co;
    this.h = h;
    this.images = images;
    this.filters = filters;
    tiles = (h + M - 1) / M;
    rows = tiles * tiles * images;
    in = new Side(ci);
    out = new Side(co);
    gradients = OffHeap.allocate(p * p * ci * co);
  }

  @Override
  public void forward(float[][] x, float[][] y) {
    transform(x);
    for (int q = 0; q < p * p; q++) {
      Blas.multiply(rows, co, ci, in.at(q), filters.at(q), 0, out.at(q));
    }
    for (int tile = 0; tile < tiles * tiles; tile++) {
      for (int s = 0; s < p; s++) {
        out.get(s, tile);
        step.output(out.vectors, out.column(s));
      }
      for (int r = 0; r < M; r++) {
        for (int c = 0; c < M; c++) {
          int at = place(tile, r, c);
          out.to[c] = at < 0 ? out.vectors[c] : y[at];
        }
        step.output(out.grid[r], out.to);
      }
    }
  }

  @Override
  public void backward(float[][] x, float[][] dy, float[][] dx) {
    transform(x);
    transformGradient(dy);
    for (int q = 0; q < p * p; q++) {
      Matrix sum = Matrix.of(gradients, (long) q * ci * co, co);
      Blas.multiply(ci, co, rows, in.at(q).t(), out.at(q), empty ? 0 : 1, sum);
    }
    empty = false;
    if (dx.length > 0) {
      for (int q = 0; q < p * p; q++) {
        Blas.multiply(rows, ci, co, out.at(q), filters.at(q).t(), 0, in.at(q));
      }
      restore(dx);
    }
  }

  /** Returns the index in the map of a position in a window; −1 if it is outside the map. */
  private int place(int tile, int r, int c) {
    int row = tile / tiles * M + r;
    int column = tile % tiles * M + c;
    return row < 0 || row >= h || column < 0 || column >= h ? -1 : row * h + column;
  }

  /** Transforms the input. All windows of a row share the step along the columns. */
  private void transform(float[][] x) {
    for (int a = 0; a < tiles; a++) {
      for (int column = 0; column < h; column++) {
        for (int k = 0; k < p; k++) {
          int row = a * M + k - pad;
          in.from[k] = row < 0 || row >= h ? in.zero : x[row * h + column];
        }
        step.input(in.from, in.column(column));
      }
      for (int r = 0; r < p; r++) {
        for (int b = 0; b < tiles; b++) {
          for (int k = 0; k < p; k++) {
            int column = b * M + k - pad;
            in.from[k] = column < 0 || column >= h ? in.zero : in.grid[r][column];
          }
          step.input(in.from, in.vectors);
          for (int s = 0; s < p; s++) {
            in.put(r, s, a * tiles + b);
          }
        }
      }
    }
  }

  /**
   * Transforms the output gradient by the transpose of the output transform in {@link #forward}.
   */
  private void transformGradient(float[][] dy) {
    for (int tile = 0; tile < tiles * tiles; tile++) {
      for (int r = 0; r < M; r++) {
        for (int c = 0; c < M; c++) {
          int at = place(tile, r, c);
          out.from[c] = at < 0 ? out.zero : dy[at];
        }
        step.outputTransposed(out.from, out.grid[r]);
      }
      for (int s = 0; s < p; s++) {
        for (int r = 0; r < M; r++) {
          out.from[r] = out.grid[r][s];
        }
        step.outputTransposed(out.from, out.vectors);
        for (int r = 0; r < p; r++) {
          out.domain.buffer().put(out.offset(r, s, tile), out.vectors[r]);
        }
      }
    }
  }

  /** Transforms the input gradient back by the transpose of {@link #transform}. */
  private void restore(float[][] dx) {
    for (float[] place : dx) {
      Arrays.fill(place, 0);
    }
    for (int tile = 0; tile < tiles * tiles; tile++) {
      for (int s = 0; s < p; s++) {
        in.get(s, tile);
        step.inputTransposed(in.vectors, in.column(s));
      }
      for (int r = 0; r < p; r++) {
        step.inputTransposed(in.grid[r], in.vectors);
        for (int c = 0; c < p; c++) {
          int at = place(tile, r - pad, c - pad);
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
    float[][] half = new float[filters.k][length];
    float[] sum = new float[length];
    for (int r = 0; r < p; r++) {
      for (float[] h : half) {
        Arrays.fill(h, 0);
      }
      for (int s = 0; s < p; s++) {
        from.get((r * p + s) * length, value);
        for (int v = 0; v < filters.k; v++) {
          Winograd.addScaled(value, filters.g[s][v], half[v]);
        }
      }
      for (int u = 0; u < filters.k; u++) {
        for (int v = 0; v < filters.k; v++) {
          System.arraycopy(dw, (u * filters.k + v) * length, sum, 0, length);
          Winograd.addScaled(half[v], filters.g[r][u], sum);
          System.arraycopy(sum, 0, dw, (u * filters.k + v) * length, length);
        }
      }
    }
  }
}
