// mlp: a network of two hidden layers on normal scores and piecewise-linear features
import { folded } from "../explain";
import { take } from "../learner/holdout";
import type { Graph, Value } from "../onnx/graph";
import { contributions } from "../onnx/rescale";
import { Piecewise } from "../piecewise";
import type { Raw } from "../preprocess";
import { random, type Random } from "../random";
import { prior } from "../sigmoid";
import { centroids, clusters } from "./centroids";
import { Folds } from "./folds";
import { Lockstep } from "./lockstep";
import type { Bagged, Member, Step } from "./member";

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

  async fit({
    frame,
    layout,
    at,
    label,
    fold,
    folds,
    seed,
    progress,
    signal,
    ...input
  }) {
    const options = { ...mlp.defaults, ...input.options };
    const draw = random(seed);
    const rows = Folds.of(fold, folds);
    const { pieces, features } = await encoded();
    const width = pieces[0].shape.features.length;
    const own = (k: number) =>
      features.subarray(k * frame.rows * width, (k + 1) * frame.rows * width);
    const held = rows.held.map((held, k) => take(own(k), width, held));
    const shape = { folds, features: width, hidden: options.hidden };
    const parameters = Lockstep.start(
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
      layers: Lockstep.layers(shape, parameters),
      outOfFold: new Float64Array(frame.rows) as Float64Array,
    };
    const plan = { ...options, shape, features, label, batch, random: draw };
    await Lockstep.training(plan, (trainer) =>
      Lockstep.scoring(shape, async (score) => {
        const zeros = () => new Float32Array(parameters.length);
        let state: Lockstep.State = {
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
            Float32Array.from(turns, (t) =>
              Math.min(1 - 1 / Math.max(20, 1.5 * steps), (1 + t) / (10 + t)),
            ),
          );
          const layers = Lockstep.layers(shape, state.average);
          const logits = [];
          for (const [k, features] of held.entries())
            logits.push(await score(features, layers[k]));
          const outOfFold = Folds.pooled(rows, logits);
          const loss = Folds.lossOf(outOfFold, label);
          curve.push({ step: epoch, validationLoss: loss });
          progress?.(epoch / options.epochs);
          if (loss < best.loss) best = { loss, epoch, layers, outOfFold };
          if (epoch - best.epoch >= options.patience) break;
        }
      }),
    );
    const groups = clusters(own(0), width, options.references, draw);
    return bagged(
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

    /** Every fold's encoding of all rows, [folds · n, d]. */
    async function encoded() {
      const { bins } = options;
      const shape = Piecewise.shape(frame, layout, { bins, scale: "normal" });
      const size = frame.rows * shape.features.length;
      const features = new Float32Array(folds * size);
      const pieces = [];
      for (const [k, train] of rows.train.entries()) {
        signal?.throwIfAborted();
        const piecewise = Piecewise.fit(shape, frame, at, train);
        const [own] = await Piecewise.encode([piecewise], frame, at);
        features.set(own, k * size);
        pieces.push(piecewise);
      }
      return { pieces, features };
    }
  },
};

const batchOf = (rows: number) =>
  Math.min(256, Math.max(32, 2 ** Math.round(Math.log2(rows / 32))));

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

type Model = {
  piecewise: Piecewise;
  layers: Lockstep.Layer[];
  references: Float32Array; // [references, d]
};

function bagged(
  shape: Lockstep.Shape,
  models: Model[],
  found: Pick<Bagged, "outOfFold" | "options" | "curve">,
): Bagged {
  const pieces = models.map(({ piecewise }) => piecewise);
  const widths = [shape.features, ...shape.hidden, 1];
  const score = (layers: Lockstep.Layer[]) => (g: Graph, features: Value) =>
    Lockstep.logit(
      g,
      features,
      layers.map(({ weight, bias }, i) => ({
        weight: g.constant("float", [widths[i], widths[i + 1]], weight),
        bias: g.constant("float", [widths[i + 1]], bias),
      })),
    );
  const mean = (g: Graph, values: Value[]) =>
    g.Mul(
      values.reduce((a, b) => g.Add(a, b)),
      g.scalar(1 / values.length),
    );
  return {
    name: mlp.name,
    ...found,
    predict: (frame, at) =>
      Lockstep.scoring(shape, async (score) => {
        const each = [];
        for (const { piecewise, layers } of models) {
          const [features] = await Piecewise.encode([piecewise], frame, at);
          each.push(await score(features, layers));
        }
        return Folds.mean(each);
      }),
    graph(g, raw) {
      const features = Piecewise.graph(g, raw, pieces);
      return mean(
        g,
        models.map(({ layers }, k) => score(layers)(g, features[k])),
      );
    },
    explain(g: Graph, raw: Raw) {
      const features = Piecewise.graph(g, raw, pieces);
      const shares = models.map(({ layers, references }, k) => {
        const count = references.length / shape.features;
        const background = g.constant(
          "float",
          [count, shape.features],
          references,
        );
        return contributions(g, score(layers), features[k], background);
      });
      const { fold, layout } = pieces[0].shape;
      return {
        contributions: folded(
          g,
          mean(
            g,
            shares.map(({ contributions }) => contributions),
          ),
          { fold, columns: layout.columns },
        ),
        base: mean(
          g,
          shares.map(({ base }) => base),
        ),
      };
    },
  };
}
