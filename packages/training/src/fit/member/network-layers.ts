// network-layers: the neural member's networks, one shape for all folds, each fold with parameters of its own
import { Graph, type Value } from "../../onnx/graph";
import { OnnxRuntime } from "../../onnx/onnx-runtime";
import type { Random } from "@mainstay/core/base/random";

/**
 * Layer by layer: scale of its inputs r, weights W, scale of its outputs s, bias b; h = Relu(x · (r∘W∘s) + b). The scales
 * are the k = 1 case of the adapters of TabM (Gorishniy et al. 2025). The last layer, of one output, has none.
 */
export type Shape = { folds: number; features: number; hidden: number[] };
export type Layer = { weight: Float32Array; bias: Float32Array }; // scales folded in

type Part = {
  kind: "in" | "weight" | "out" | "bias";
  inputs: number;
  outputs: number;
  size: number;
};

export function parts({ features, hidden }: Shape): Part[][] {
  const widths = [features, ...hidden, 1];
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const part = (kind: Part["kind"], size: number) => ({
      kind,
      inputs,
      outputs,
      size,
    });
    const plain = [part("weight", inputs * outputs), part("bias", outputs)];
    if (i === hidden.length) return plain;
    return [...plain, part("in", inputs), part("out", outputs)];
  });
}

export const flat = (shape: Shape) => parts(shape).flat();
export const size = (shape: Shape) =>
  flat(shape).reduce((sum, part) => sum + part.size, 0);

/**
 * Weights and biases uniform in ±1/√(live inputs), scales 1, the last bias given; [folds, size]. A feature that is 0 in
 * all a fold's rows has weight 0, and keeps it.
 */
export function start(
  shape: Shape,
  live: boolean[][],
  priors: number[],
  draw: Random,
): Float32Array {
  const out = new Float32Array(shape.folds * size(shape));
  let at = 0;
  for (let k = 0; k < shape.folds; k++) {
    parts(shape).forEach((layer, i) => {
      const seen = i === 0 ? live[k] : null;
      const { inputs } = layer[0];
      const limit =
        1 / Math.sqrt(Math.max(1, seen?.filter(Boolean).length ?? inputs));
      for (const { kind, outputs, size } of layer) {
        for (let j = 0; j < size; j++) {
          const scale = kind === "in" || kind === "out";
          const value = scale ? 1 : limit * (2 * draw.uniform() - 1);
          const dead =
            kind === "weight" && seen && !seen[Math.floor(j / outputs)];
          out[at + j] = dead ? 0 : value;
        }
        at += size;
      }
    });
    out[at - 1] = priors[k];
  }
  return out;
}

/** Each fold's layers as plain weights and biases. */
export function layers(shape: Shape, parameters: Float32Array): Layer[][] {
  let at = 0;
  return Array.from({ length: shape.folds }, () =>
    parts(shape).map((layer) => {
      const read = layer.map(({ size }) =>
        parameters.subarray(at, (at += size)),
      );
      const [weight, bias, scaleIn, scaleOut] = read;
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

/** Logits of features [n, d] through layers that are inputs, as training judges them and not as a model is exported. */
export function scoring<T>(
  { features: width, hidden }: Shape,
  use: (
    score: (features: Float32Array, layers: Layer[]) => Promise<Float32Array>,
  ) => Promise<T>,
): Promise<T> {
  const widths = [width, ...hidden, 1];
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
        fixed[`weight ${i}`] = OnnxRuntime.float(weight, [
          widths[i],
          bias.length,
        ]);
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

/** [n, d] → logit [n, 1]. */
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

export * as NetworkLayers from "./network-layers";
