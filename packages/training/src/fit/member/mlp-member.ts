// mlp-member: a network of two hidden layers on normal scores and piecewise-linear features
import { take } from "../network/holdout";
import { PiecewiseEncoding } from "../piecewise-encoding";
import { random, type Random } from "@mainstay/core/base/random";
import { prior } from "../../stats/sigmoid";
import { bagged } from "./bagged-networks";
import { centroids, clusters } from "../centroids";
import { FoldRows } from "../fold-rows";
import { NetworkLayers } from "./network-layers";
import { BatchedTraining } from "./batched-training";
import type { Input, Member, Step } from "./member";

export type Options = {
  bins: number;
  hidden: number[];
  dropout: number;
  rate: number; // of AdamW
  decay: number; // of AdamW, on weight matrices
  epochs: number; // at most
  patience: number; // epochs without a lower pooled loss
  references: number; // rows that explanations compare with
};

export const mlp: Member<Options> = {
  name: "mlp",
  defaults: {
    bins: 8,
    hidden: [64, 64],
    dropout: 0.2,
    rate: 1e-3,
    decay: 3e-3,
    epochs: 60,
    patience: 8,
    references: 8,
  },

  async fit(input) {
    const { frame, label, fold, folds, seed, progress, signal } = input;
    const options = { ...mlp.defaults, ...input.options };
    const draw = random(seed);
    const rows = FoldRows.rowsByFold(fold, folds);
    const { pieces, features } = await encoded(input, rows.train, options.bins);
    const width = pieces[0].shape.features.length;
    const own = (k: number) =>
      features.subarray(k * frame.rows * width, (k + 1) * frame.rows * width);
    const held = rows.held.map((held, k) => take(own(k), width, held));
    const shape = { folds, features: width, hidden: options.hidden };
    const parameters = NetworkLayers.start(
      shape,
      rows.train.map((train, k) => live(own(k), width, train)),
      rows.train.map((train) => prior(label, train)),
      draw,
    );
    const batch = batchOf(frame.rows * (1 - 1 / folds));
    const longest = Math.max(...rows.train.map(({ length }) => length));
    // Batches are all full; the last is dropped where rows fill less than half of it, and filled up from the first otherwise.
    const steps = Math.max(1, Math.round(longest / batch));
    const curve: Step[] = [];
    let best = {
      loss: Infinity,
      epoch: 0,
      layers: NetworkLayers.layers(shape, parameters),
      outOfFold: new Float64Array(frame.rows) as Float64Array,
    };
    const plan = { ...options, shape, features, label, batch, random: draw };
    await BatchedTraining.training(plan, (trainer) =>
      NetworkLayers.scoring(shape, async (score) => {
        const zeros = () => new Float32Array(parameters.length);
        let state: BatchedTraining.State = {
          parameters,
          m: zeros(),
          v: zeros(),
          average: parameters,
        };
        for (let epoch = 1; epoch <= options.epochs; epoch++) {
          signal?.throwIfAborted();
          const turns = Array.from(
            { length: steps },
            (_, i) => (epoch - 1) * steps + i + 1,
          );
          state = await trainer.run(
            state,
            order(rows.train, { steps, batch, rows: frame.rows, draw }),
            Float32Array.from(turns, trainer.rate),
            Float32Array.from(turns, (turn) => averaging(turn, steps)),
          );
          const layers = NetworkLayers.layers(shape, state.average);
          const logits = [];
          for (const [k, features] of held.entries())
            logits.push(await score(features, layers[k]));
          const outOfFold = FoldRows.pooled(rows, logits);
          const loss = FoldRows.lossOf(outOfFold, label);
          curve.push({ step: epoch, validationLoss: loss });
          progress?.(epoch / options.epochs);
          if (loss < best.loss) best = { loss, epoch, layers, outOfFold };
          if (epoch - best.epoch >= options.patience) break;
        }
      }),
    );
    const groups = clusters(own(0), width, options.references, draw);
    return bagged(
      mlp.name,
      shape,
      pieces.map((piecewise, k) => ({
        piecewise,
        layers: best.layers[k],
        references: centroids(own(k), width, groups),
      })),
      {
        outOfFold: best.outOfFold,
        options: { ...options, batch, epoch: best.epoch },
        curve,
      },
    );
  },
};

/** Every fold's encoding of all rows, [folds · n, d]. */
async function encoded(
  { frame, layout, at, signal }: Input<Options>,
  train: Int32Array[],
  bins: number,
) {
  const shape = PiecewiseEncoding.shape(frame, layout, {
    bins,
    scale: "normal",
  });
  const size = frame.rows * shape.features.length;
  const features = new Float32Array(train.length * size);
  const pieces: PiecewiseEncoding[] = [];
  for (const rows of train) {
    signal?.throwIfAborted();
    const piecewise = PiecewiseEncoding.fit(shape, frame, at, rows);
    const [own] = await PiecewiseEncoding.encode([piecewise], frame, at);
    features.set(own, pieces.length * size);
    pieces.push(piecewise);
  }
  return { pieces, features };
}

const batchOf = (rows: number) =>
  Math.min(256, Math.max(32, 2 ** Math.round(Math.log2(rows / 32))));

/** What the average of the weights keeps of itself: it looks back over an epoch and a half, over less at first. */
const averaging = (turn: number, steps: number) =>
  Math.min(1 - 1 / Math.max(20, 1.5 * steps), (1 + turn) / (10 + turn));

/** Which features are not 0 in all of `rows`. */
function live(features: Float32Array, width: number, rows: Int32Array) {
  const seen = new Array<boolean>(width).fill(false);
  for (const row of rows)
    for (let j = 0; j < width; j++)
      if (features[row * width + j] !== 0) seen[j] = true;
  return seen;
}

/** Every fold's rows in a random order of its own, [steps, folds · batch] into [folds · rows]. */
function order(
  train: Int32Array[],
  {
    steps,
    batch,
    rows,
    draw,
  }: { steps: number; batch: number; rows: number; draw: Random },
): Int32Array {
  const out = new Int32Array(steps * train.length * batch);
  train.forEach((own, k) => {
    const places = draw.permutation(own.length);
    for (let i = 0; i < steps * batch; i++) {
      const step = Math.floor(i / batch);
      out[step * train.length * batch + k * batch + (i % batch)] =
        k * rows + own[places[i % own.length]];
    }
  });
  return out;
}
