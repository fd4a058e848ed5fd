// networks: learners that train a network for each fold, score by their mean and explain a row against means of many rows
import { random } from "@mainstay/core/base/random";
import type { Graph, Value } from "../../onnx/graph";
import { contributions } from "../../onnx/rescale";
import { centroids, clusters } from "../centroids";
import { type Encoder, type Encoding, folded, mean } from "../encoding";
import { FoldRows } from "../fold-rows";
import type { Fitted, Input, Learner } from "../learner";
import { Descent } from "./descent";
import { NetworkLayers } from "./network-layers";

export type Options = Descent.Options & {
  references: number; // rows that explanations compare with, at most; 1 is the mean of all rows
};

/** A learner that trains networks on the encoder's features. */
export function networks(
  name: string,
  encoder: Encoder,
  options: Partial<Options> = {},
): Learner<Options> {
  const defaults = { ...Descent.defaults, references: 1, ...options };
  return {
    name,
    defaults,
    async fit(input) {
      const options = { ...defaults, ...input.options };
      const draw = random(input.seed);
      const rows = FoldRows.rowsByFold(input.fold, input.folds);
      const encoding = encoder(input, rows.train);
      const features = await encoded(encoding, input);
      const task = { ...input, features, rows, options, random: draw };
      const { layers, outOfFold, curve, ...stop } = await Descent.descend(task);
      const own = (k: number) =>
        features.subarray(
          (k * features.length) / input.folds,
          ((k + 1) * features.length) / input.folds,
        );
      const { width } = encoding;
      const { references } = options;
      const groups =
        references > 1 ? clusters(own(0), width, references, draw) : null;
      return {
        name,
        outOfFold,
        options: { ...encoding.options, ...options, ...stop },
        curve,
        ...scored(
          { ...options, folds: input.folds, features: width },
          encoding,
          {
            layers,
            columns: input.layout.columns.length,
            references: layers.map((_, k) =>
              groups ? centroids(own(k), width, groups) : mean(own(k), width),
            ),
          },
        ),
      };
    },
  };
}

/** Every fold's features of all rows, [folds · n, d]. */
async function encoded(
  encoding: Encoding,
  { frame, at, folds, signal }: Input<Options>,
) {
  if (folds === 1) return encoding.encode(0, frame, at);
  const size = frame.rows * encoding.width;
  const features = new Float32Array(folds * size);
  for (let k = 0; k < folds; k++) {
    signal?.throwIfAborted();
    features.set(await encoding.encode(k, frame, at), k * size);
  }
  return features;
}

function scored(
  shape: NetworkLayers.Shape,
  encoding: Encoding,
  {
    layers,
    references,
    columns,
  }: {
    layers: NetworkLayers.Layer[][];
    references: Float32Array[]; // [references, d] of each fold
    columns: number;
  },
): Pick<Fitted, "predict" | "graph" | "explain"> {
  const { width } = encoding;
  return {
    predict: (frame, at) =>
      NetworkLayers.scoring(shape, async (score) => {
        const each = [];
        for (const [k, own] of layers.entries())
          each.push(await score(await encoding.encode(k, frame, at), own));
        return FoldRows.mean(each);
      }),
    graph(g, raw) {
      const features = encoding.graph(g, raw);
      return average(
        g,
        layers.map((own, k) => NetworkLayers.fixed(shape, own)(g, features[k])),
      );
    },
    explain(g, raw) {
      const features = encoding.graph(g, raw);
      const shares = layers.map((own, k) => {
        const background = g.constant(
          "float",
          [references[k].length / width, width],
          references[k],
        );
        const score = NetworkLayers.fixed(shape, own);
        return contributions(g, score, features[k], background);
      });
      const contributed = average(
        g,
        shares.map(({ contributions }) => contributions),
      );
      return {
        contributions: folded(g, contributed, encoding, columns),
        base: average(
          g,
          shares.map(({ base }) => base),
        ),
      };
    },
  };
}

function average(g: Graph, values: Value[]): Value {
  if (values.length === 1) return values[0];
  return g.Mul(
    values.reduce((a, b) => g.Add(a, b)),
    g.scalar(1 / values.length),
  );
}

export * as Networks from "./networks";
