// network-layers: feed-forward networks of one shape, one for each fold, each with parameters of its own
import type { Random } from "@mainstay/core/base/random";
import { Graph, type Value } from "../../onnx/graph";
import { OnnxRuntime } from "../../onnx/onnx-runtime";

/**
 * A layer has weights W and biases b, h = Relu(x · W + b), and if `scales` a scale of its inputs r and of its outputs s
 * beside them, h = Relu(x · (r∘W∘s) + b): the k = 1 case of the adapters of TabM (Gorishniy et al. 2025). The last layer has
 * one output and no scales.
 */
export type Shape = {
  folds: number;
  features: number;
  hidden: number[];
  scales: boolean;
};
export type Layer = { weight: Float32Array; bias: Float32Array }; // scales multiplied into the weights

type Part = {
  kind: "weight" | "bias" | "in" | "out";
  inputs: number;
  outputs: number;
  size: number;
};

const widthsOf = ({ features, hidden }: Shape) => [features, ...hidden, 1];

/** One fold's parameters layer by layer, in the order in which they lie flat. */
export function parts(shape: Shape): Part[][] {
  const widths = widthsOf(shape);
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const part = (kind: Part["kind"], size: number) => ({
      kind,
      inputs,
      outputs,
      size,
    });
    const plain = [part("weight", inputs * outputs), part("bias", outputs)];
    if (i === shape.hidden.length || !shape.scales) return plain;
    return [...plain, part("in", inputs), part("out", outputs)];
  });
}

/** Parameters of one fold. */
export const size = (shape: Shape) =>
  parts(shape)
    .flat()
    .reduce((sum, part) => sum + part.size, 0);

/** `value` for every weight of one fold and `other` for its biases and scales, flat. */
export const onWeights = (shape: Shape, value: number, other = 0) =>
  Float32Array.from(
    parts(shape)
      .flat()
      .flatMap(({ kind, size }) =>
        new Array<number>(size).fill(kind === "weight" ? value : other),
      ),
  );

/** Largest first weights and biases of a layer, from the number of its inputs that are not always 0 and of its outputs. */
export const limits = {
  /** Glorot & Bengio 2010. */
  glorot: (inputs: number, outputs: number) => ({
    weight: Math.sqrt(6 / (inputs + outputs)),
    bias: 0,
  }),
  /** PyTorch's default of linear layers. */
  fanIn: (inputs: number) => {
    const limit = 1 / Math.sqrt(Math.max(1, inputs));
    return { weight: limit, bias: limit };
  },
} satisfies Record<string, (inputs: number, outputs: number) => object>;
export type Limit = keyof typeof limits;

/**
 * First parameters [folds, size], uniform within the limits; scales are 1, and a fold's last bias is its prior. A feature
 * that is 0 in all rows of its fold (`live` false) gets weight 0, which no training changes.
 */
export function start(
  shape: Shape,
  limit: Limit,
  { live, priors }: { live: boolean[][]; priors: number[] },
  draw: Random,
): Float32Array {
  const out = new Float32Array(shape.folds * size(shape));
  let place = 0;
  for (let k = 0; k < shape.folds; k++) {
    parts(shape).forEach((layer, i) => {
      const seen = i === 0 ? live[k] : null;
      const { inputs, outputs } = layer[0];
      const largest = limits[limit](
        seen?.filter(Boolean).length ?? inputs,
        outputs,
      );
      for (const { kind, size } of layer) {
        const own = kind === "weight" || kind === "bias" ? largest[kind] : 0;
        for (let j = 0; j < size; j++) {
          const value = own > 0 ? own * (2 * draw.uniform() - 1) : 0;
          const dead =
            kind === "weight" && seen && !seen[Math.floor(j / outputs)];
          out[place + j] = dead ? 0 : value;
        }
        if (kind === "in" || kind === "out") out.fill(1, place, place + size);
        place += size;
      }
    });
    out[place - 1] = priors[k];
  }
  return out;
}

/** Each fold's layers as plain weights and biases. */
export function layers(shape: Shape, parameters: Float32Array): Layer[][] {
  let place = 0;
  return Array.from({ length: shape.folds }, () =>
    parts(shape).map((layer) => {
      const [weight, bias, scaleIn, scaleOut] = layer.map(({ size }) =>
        parameters.subarray(place, (place += size)),
      );
      const { outputs } = layer[0];
      return {
        bias: bias.slice(),
        weight: weight.map((w, j) =>
          scaleIn
            ? w * scaleIn[Math.floor(j / outputs)] * scaleOut[j % outputs]
            : w,
        ),
      };
    }),
  );
}

/**
 * Logits of all folds at once, from features [folds, batch, d] and parameters [folds, size] to [folds, batch, 1]. One fold
 * alone goes without the first dimension, since Gemm is quicker than a batched product. `drop` thins a hidden layer.
 */
export function forward(
  g: Graph,
  shape: Shape,
  { features, parameters }: { features: Value; parameters: Value },
  drop: (layer: Value, index: number) => Value,
): Value {
  const { folds, hidden } = shape;
  const alone = folds === 1;
  const all = parts(shape);
  const sizes = all.flat().map(({ size }) => size);
  const values = g.Split(parameters, sizes, 1).values();
  const next = (dims: number[]) =>
    g.Reshape(values.next().value!, alone ? dims : [folds, ...dims]);
  return all.reduce((layer, [{ inputs, outputs }, , scale], i) => {
    const matrix = next([inputs, outputs]);
    const bias = next(alone ? [outputs] : [1, outputs]);
    const scaled = scale
      ? g.Mul(g.Mul(matrix, next([inputs, 1])), next([1, outputs]))
      : matrix;
    const z = alone
      ? g.Gemm(layer, scaled, bias)
      : g.Add(g.MatMul(layer, scaled), bias);
    return i < hidden.length ? drop(g.Relu(z), i) : z;
  }, features);
}

/** One fold's logits [n, 1] of features [n, d]. */
export function logit(
  g: Graph,
  features: Value,
  layers: { weight: Value; bias: Value }[],
): Value {
  return layers.reduce((x, { weight, bias }, i) => {
    const z = g.Gemm(x, weight, bias);
    return i < layers.length - 1 ? g.Relu(z) : z;
  }, features);
}

/** The layers as constants of a graph, which gives logits [n, 1] of features [n, d]. */
export const fixed =
  (shape: Shape, layers: Layer[]) => (g: Graph, features: Value) => {
    const widths = widthsOf(shape);
    return logit(
      g,
      features,
      layers.map(({ weight, bias }, i) => ({
        weight: g.constant("float", [widths[i], widths[i + 1]], weight),
        bias: g.constant("float", [widths[i + 1]], bias),
      })),
    );
  };

export type Score = (
  features: Float32Array, // [n, d]
  layers: Layer[], // of one fold
) => Promise<Float32Array>; // logits [n]

/** Opens a graph whose layers are inputs for the time of `use`. It is not the graph that is exported, so one can check the other. */
export function scoring<T>(
  shape: Shape,
  use: (score: Score) => Promise<T>,
): Promise<T> {
  const widths = widthsOf(shape);
  const width = shape.features;
  const g = new Graph();
  const x = g.input("features", "float", ["n", width]);
  const inputs = widths.slice(1).map((outputs, i) => ({
    weight: g.input(`weight ${i}`, "float", [widths[i], outputs]),
    bias: g.input(`bias ${i}`, "float", [outputs]),
  }));
  g.output("logit", logit(g, x, inputs));
  return OnnxRuntime.using(g.model(), (session) =>
    use((features, layers) => {
      const fixed: OnnxRuntime.Feeds = {};
      layers.forEach(({ weight, bias }, i) => {
        const dims = [widths[i], widths[i + 1]];
        fixed[`weight ${i}`] = OnnxRuntime.float(weight, dims);
        fixed[`bias ${i}`] = OnnxRuntime.float(bias, [bias.length]);
      });
      return OnnxRuntime.rows(
        session,
        features.length / width,
        "logit",
        ({ from, to }) => ({
          ...fixed,
          features: OnnxRuntime.float(
            features.subarray(from * width, to * width),
            [to - from, width],
          ),
        }),
      );
    }),
  );
}

export * as NetworkLayers from "./network-layers";
