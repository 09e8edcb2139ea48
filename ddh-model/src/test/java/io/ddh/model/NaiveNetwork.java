package io.ddh.model;

import io.ddh.model.layer.Naive;
import io.ddh.model.layer.NaiveBackward;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The DDH network and its training step in double precision, layer after layer without any fusing:
 * the yardstick of the whole graph. Parameters are named layer/name as in the graph.
 */
final class NaiveNetwork {
  private static final double DECAY = 0.9; // of the running statistics
  private static final double BETA1 = 0.9; // of Adam
  private static final double BETA2 = 0.999;
  private static final double ADAM_EPSILON = 1e-8;
  private static final int[] KERNELS = {3, 2, 2};
  private static final int[] MAPS = {20, 40, 60};
  private static final int LOCAL = 80;

  /**
   * What sets networks apart.
   *
   * @param bits K; 0: no hash layer, a plain classifier
   * @param normalized batch norm on the face feature and hash layers
   * @param penalty weight of ||b|−1| of one bit
   */
  record Shape(
      int side,
      int channels,
      int width,
      int bits,
      boolean normalized,
      double penalty,
      int identities) {}

  private final Shape shape;
  private final Map<String, double[]> values;
  private final Map<String, double[]> gradients = new LinkedHashMap<>();
  private final Map<String, double[]> first = new LinkedHashMap<>();
  private final Map<String, double[]> second = new LinkedHashMap<>();
  private final Map<String, double[][]> statistics = new LinkedHashMap<>();
  private int steps;
  private double[] codes = new double[0];

  NaiveNetwork(Shape shape, Map<String, double[]> parameters) {
    this.shape = shape;
    values = new LinkedHashMap<>();
    parameters.forEach((name, v) -> values.put(name, v.clone()));
  }

  /** Parameters by name; live. */
  Map<String, double[]> values() {
    return values;
  }

  /** Gradients of the last {@link #loss} by name, without weight decay. */
  Map<String, double[]> gradients() {
    return gradients;
  }

  /** Codes of the last forward pass, n×bits. */
  double[] codes() {
    return codes;
  }

  /** Class likelihoods with running statistics. */
  double[] infer(double[] x, int n) {
    return forward(x, n, false, new LinkedHashMap<>());
  }

  /** Class likelihoods with batch statistics. */
  double[] likelihoods(double[] x, int n) {
    return forward(x, n, true, new LinkedHashMap<>());
  }

  /** α/2·‖W‖². */
  double decay(double alpha) {
    double sum = 0;
    for (var e : values.entrySet()) {
      if (isWeight(e.getKey())) {
        sum += Arrays.stream(e.getValue()).map(v -> v * v).sum();
      }
    }
    return alpha / 2 * sum;
  }

  private static boolean isWeight(String name) {
    return name.endsWith("/W");
  }

  static boolean isStatistic(String name) {
    return name.endsWith("/mean") || name.endsWith("/var");
  }

  /** Cross entropy and quantisation term with the given likelihoods and codes, mean over images. */
  double meanLoss(double[] likelihoods, int[] labels) {
    int m = shape.identities;
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(likelihoods[i * m + labels[i]]);
    }
    for (double b : codes) {
      sum += shape.penalty * Math.abs(Math.abs(b) - 1);
    }
    return sum / labels.length;
  }

  /** Loss of a batch without weight decay, with all gradients. */
  double loss(double[] x, int[] labels) {
    int n = labels.length;
    Map<String, double[]> kept = new LinkedHashMap<>();
    double[] likelihoods = forward(x, n, true, kept);
    backward(likelihoods, labels, kept);
    return meanLoss(likelihoods, labels);
  }

  /** One step of Adam; returns the loss before it, weight decay included. */
  double step(double[] x, int[] labels, double rate, double alpha) {
    double loss = loss(x, labels) + decay(alpha);
    steps++;
    double root = Math.sqrt(1 - Math.pow(BETA2, steps));
    double size = rate * root / (1 - Math.pow(BETA1, steps));
    gradients.forEach(
        (name, g) -> {
          double[] w = values.get(name);
          double[] m = first.computeIfAbsent(name, k -> new double[w.length]);
          double[] v = second.computeIfAbsent(name, k -> new double[w.length]);
          for (int i = 0; i < w.length; i++) {
            double d = g[i] + (isWeight(name) ? alpha * w[i] : 0);
            m[i] = BETA1 * m[i] + (1 - BETA1) * d;
            v[i] = BETA2 * v[i] + (1 - BETA2) * d * d;
            w[i] -= size * m[i] / (Math.sqrt(v[i]) + ADAM_EPSILON);
          }
        });
    statistics.forEach(
        (layer, s) -> {
          // The running mean of a convolution is kept without the bias.
          double[] bias = layer.startsWith("conv") ? get(layer, "b") : new double[s[0].length];
          for (int c = 0; c < s[0].length; c++) {
            s[0][c] -= bias[c];
          }
          move(get(layer, "mean"), s[0]);
          move(get(layer, "var"), s[1]);
        });
    return loss;
  }

  /** Makes the statistics of a batch those of inference. */
  void takeStatistics(double[] x, int n) {
    likelihoods(x, n);
    statistics.forEach(
        (layer, s) -> {
          double[] bias = layer.startsWith("conv") ? get(layer, "b") : new double[s[0].length];
          for (int c = 0; c < s[0].length; c++) {
            get(layer, "mean")[c] = s[0][c] - bias[c];
            get(layer, "var")[c] = s[1][c];
          }
        });
  }

  private static void move(double[] running, double[] batch) {
    for (int c = 0; c < running.length; c++) {
      running[c] = DECAY * running[c] + (1 - DECAY) * batch[c];
    }
  }

  private double[] get(String layer, String name) {
    return values.get(layer + "/" + name);
  }

  private double[] gradient(String layer, String name) {
    double[] g = new double[get(layer, name).length];
    gradients.put(layer + "/" + name, g);
    return g;
  }

  private int side(int block) {
    int h = shape.side;
    for (int i = 0; i < block; i++) {
      h = (h - KERNELS[i] + 1) / 2;
    }
    return h;
  }

  private static int channels(Shape shape, int block) {
    return block == 0 ? shape.channels : MAPS[block - 1];
  }

  private static double[] addBias(double[] y, double[] bias) {
    double[] out = y.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += bias[i % bias.length];
    }
    return out;
  }

  private double[] normalize(
      String layer, double[] y, boolean training, Map<String, double[]> keep) {
    double[] gamma = get(layer, "gamma");
    keep.put(layer + "/raw", y);
    if (!training) {
      double[] mean = get(layer, "mean");
      double[] shifted = layer.startsWith("conv") ? addBias(mean, get(layer, "b")) : mean;
      return Naive.normalize(y, shifted, get(layer, "var"), gamma, get(layer, "beta"));
    }
    double[][] s = Naive.statistics(y, gamma.length);
    statistics.put(layer, s);
    return Naive.normalize(y, s[0], s[1], gamma, get(layer, "beta"));
  }

  private boolean hasNorm(String layer) {
    return values.containsKey(layer + "/gamma");
  }

  private double[] forward(double[] x, int n, boolean training, Map<String, double[]> keep) {
    double[] v = x;
    for (int block = 0; block < 3; block++) {
      String layer = "conv" + (block + 1);
      keep.put(layer + "/in", v);
      int h = side(block);
      int k = KERNELS[block];
      int co = MAPS[block];
      double[] y = Naive.conv(v, n, h, channels(shape, block), k, co, get(layer, "W"));
      y = addBias(y, get(layer, "b"));
      v = Naive.pool(Naive.relu(normalize(layer, y, training, keep)), n, h - k + 1, co);
    }
    int h = side(3);
    keep.put("local/in", v);
    double[] y = Naive.local(v, n, h, MAPS[2], 2, LOCAL, get("local", "W"), get("local", "b"));
    double[] merged = Naive.join(v, Naive.relu(normalize("local", y, training, keep)), n);
    keep.put("face-feature/in", merged);
    double[] w = get("face-feature", "W");
    y = Naive.dense(merged, n, merged.length / n, shape.width, w, get("face-feature", "b"));
    y = hasNorm("face-feature") ? normalize("face-feature", y, training, keep) : y;
    v = Naive.relu(y);
    keep.put("face-feature/out", v);
    codes = new double[0];
    if (shape.bits > 0) {
      keep.put("hash/in", v);
      int group = shape.width / shape.bits;
      y = Naive.divide(v, n, shape.bits, group, get("hash", "W"), get("hash", "b"));
      y = hasNorm("hash") ? normalize("hash", y, training, keep) : y;
      codes = v = Arrays.stream(y).map(Math::tanh).toArray();
    }
    keep.put("classifier/in", v);
    int m = shape.identities;
    y = Naive.dense(v, n, v.length / n, m, get("classifier", "W"), get("classifier", "b"));
    return softmax(y, m);
  }

  private static double[] softmax(double[] y, int m) {
    double[] out = new double[y.length];
    for (int i = 0; i < y.length; i += m) {
      double max = Arrays.stream(y, i, i + m).max().orElseThrow();
      double sum = 0;
      for (int c = i; c < i + m; c++) {
        out[c] = Math.exp(y[c] - max);
        sum += out[c];
      }
      for (int c = i; c < i + m; c++) {
        out[c] /= sum;
      }
    }
    return out;
  }

  private double[] normalizeBack(String layer, double[] dz, Map<String, double[]> kept) {
    if (!hasNorm(layer)) {
      return dz;
    }
    return NaiveBackward.normalize(
        dz,
        kept.get(layer + "/raw"),
        statistics.get(layer),
        get(layer, "gamma"),
        gradient(layer, "gamma"),
        gradient(layer, "beta"));
  }

  private double[] denseBack(String layer, double[] dy, int n, Map<String, double[]> kept) {
    double[] in = kept.get(layer + "/in");
    double[] dx = new double[in.length];
    double[] w = get(layer, "W");
    double[] dw = gradient(layer, "W");
    double[] db = gradient(layer, "b");
    NaiveBackward.dense(dy, in, n, in.length / n, dy.length / n, w, dw, db, dx);
    return dx;
  }

  private void backward(double[] likelihoods, int[] labels, Map<String, double[]> kept) {
    gradients.clear();
    int n = labels.length;
    double[] g = likelihoods.clone();
    for (int i = 0; i < n; i++) {
      g[i * shape.identities + labels[i]] -= 1;
    }
    g = Arrays.stream(g).map(v -> v / n).toArray();
    g = denseBack("classifier", g, n, kept);
    if (shape.bits > 0) {
      g = hashBack(g, n, kept);
    }
    g = reluBack(g, kept.get("face-feature/out"));
    g = denseBack("face-feature", normalizeBack("face-feature", g, kept), n, kept);
    g = localBack(g, n, kept);
    for (int block = 2; block >= 0; block--) {
      g = convBack("conv" + (block + 1), block, g, n, kept);
    }
  }

  private static double[] reluBack(double[] g, double[] out) {
    double[] masked = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      masked[i] = out[i] > 0 ? g[i] : 0;
    }
    return masked;
  }

  private double[] hashBack(double[] g, int n, Map<String, double[]> kept) {
    double[] dy = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      double penalty = -shape.penalty / n * Math.signum(codes[i]);
      dy[i] = (g[i] + penalty) * (1 - codes[i] * codes[i]);
    }
    dy = normalizeBack("hash", dy, kept);
    double[] in = kept.get("hash/in");
    double[] dx = new double[in.length];
    double[] dw = gradient("hash", "W");
    double[] db = gradient("hash", "b");
    int group = shape.width / shape.bits;
    NaiveBackward.divide(dy, in, shape.bits, group, get("hash", "W"), dw, db, dx);
    return dx;
  }

  /** From the merged layer's gradient to that of the last pool. */
  private double[] localBack(double[] merged, int n, Map<String, double[]> kept) {
    double[] in = kept.get("local/in");
    double[] raw = kept.get("local/raw");
    int pass = in.length / n;
    int map = raw.length / n;
    double[] dx = new double[in.length];
    double[] g = new double[raw.length];
    for (int i = 0; i < n; i++) {
      System.arraycopy(merged, i * (pass + map), dx, i * pass, pass);
      System.arraycopy(merged, i * (pass + map) + pass, g, i * map, map);
    }
    double[] gamma = get("local", "gamma");
    double[][] s = statistics.get("local");
    g = reluBack(g, Naive.normalize(raw, s[0], s[1], gamma, get("local", "beta")));
    g = normalizeBack("local", g, kept);
    double[] dw = gradient("local", "W");
    double[] db = gradient("local", "b");
    NaiveBackward.local(g, in, n, side(3), MAPS[2], 2, LOCAL, get("local", "W"), dw, db, dx);
    return dx;
  }

  private double[] convBack(
      String layer, int block, double[] g, int n, Map<String, double[]> kept) {
    int k = KERNELS[block];
    int co = MAPS[block];
    int o = side(block) - k + 1;
    double[] raw = kept.get(layer + "/raw");
    double[] gamma = get(layer, "gamma");
    double[][] s = statistics.get(layer);
    double[] z = Naive.normalize(raw, s[0], s[1], gamma, get(layer, "beta"));
    int[] winner = NaiveBackward.winners(raw, n, o, co, gamma);
    double[] dz = new double[raw.length];
    for (int i = 0; i < winner.length; i++) {
      dz[winner[i]] = z[winner[i]] > 0 ? g[i] : 0;
    }
    double[] dy = normalizeBack(layer, dz, kept);
    double[] db = gradient(layer, "b");
    for (int i = 0; i < dy.length; i++) {
      db[i % co] += dy[i];
    }
    double[] in = kept.get(layer + "/in");
    double[] dx = new double[in.length];
    double[] dw = gradient(layer, "W");
    NaiveBackward.conv(
        dy, in, n, side(block), channels(shape, block), k, co, get(layer, "W"), dw, dx);
    return dx;
  }
}
