// mlp: the feed-forward classifier, 64-32-1 with ReLU, trained by Adam on binary cross-entropy
import { type Random, random } from "@mainstay/core/base/random";
import { prior } from "../../stats/sigmoid";
import { descend } from "./descent";
import { holdout, without } from "./holdout";
import type { Learner } from "./learner";
import { constants, type Network, onWeights, predict, size } from "./network";
import { adam } from "../../onnx/optimizer";
import { schedules } from "./schedule";

export type Options = {
  hidden: number[];
  epochs: number; // at most; the best one's weights are kept
  batch: number;
  rate: number;
  schedule: keyof typeof schedules;
  patience: number | null; // epochs without a lower validation loss before the end; null runs them all
  dropout: number; // share of each hidden layer left out of a step
  l1: number; // of l1 · Σ |w| added to the mean log loss, over weight matrices
  l2: number; // of l2 · Σ w², likewise
  noise: number; // deviation of the Gaussian noise added to the features of a step
};

function network(features: number, hidden: number[]): Network {
  const widths = [features, ...hidden, 1];
  return {
    features,
    hidden,
    shapes: hidden
      .concat(1)
      .flatMap((width, i) => [[widths[i], width], [width]]),
    logit(g, x, parameters, drop = (layer) => layer) {
      let layer = x;
      for (let i = 0; i < parameters.length; i += 2) {
        const z = g.Gemm(layer, parameters[i], parameters[i + 1]);
        layer = i + 2 < parameters.length ? drop(g.Relu(z), i / 2) : z;
      }
      return layer;
    },
  };
}

/** Weights uniform in ±√(6 / (in + out)) (Glorot & Bengio 2010), biases zero but the last, which starts at `bias`. */
function start(network: Network, random: Random, bias: number): Float32Array {
  const flat = new Float32Array(size(network));
  let at = 0;
  for (const shape of network.shapes) {
    const [rows, columns = 0] = shape;
    const limit = Math.sqrt(6 / (rows + columns));
    const values = columns > 0 ? rows * columns : rows;
    if (columns > 0)
      for (let i = 0; i < values; i++)
        flat[at + i] = limit * (2 * random.uniform() - 1);
    at += values;
  }
  flat[flat.length - 1] = bias;
  return flat;
}

export const mlp: Learner<Options> = {
  name: "mlp",
  defaults: {
    hidden: [64, 32],
    epochs: 10,
    batch: 32,
    rate: 1e-3,
    schedule: "fixed",
    patience: null,
    dropout: 0,
    l1: 0,
    l2: 0,
    noise: 0,
  },

  async fit(input) {
    const options = { ...mlp.defaults, ...input.options };
    const { features, label, seed } = input;
    const draw = random(seed);
    const width = features.length / label.length;
    const rows = input.validation
      ? without(label.length, input.validation)
      : holdout(label, draw);
    const net = network(width, options.hidden);
    const { rate, l1 } = options;
    const { parameters, curves, ...end } = await descend({
      ...input,
      ...options,
      network: net,
      optimizer: adam({ rate, lasso: l1 > 0 ? onWeights(net, l1) : undefined }),
      schedule: schedules[options.schedule],
      start: start(net, draw, prior(label, rows.train)),
      holdout: rows,
      random: draw,
    });
    return {
      features: width,
      options: { ...options, bestEpoch: end.best, lastRate: end.rate },
      curves,
      predict: (rows) => predict(net, parameters, rows),
      graph: (g, x) => net.logit(g, x, constants(g, net, parameters)),
    };
  },
};
