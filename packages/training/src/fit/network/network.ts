// network: layers as ONNX operators over one flat vector of parameters
import { Graph, type Value } from "../../onnx/graph";
import { OnnxRuntime } from "../../onnx/onnx-runtime";

export type Network = {
  features: number;
  shapes: number[][]; // of the parameters, in order; weight matrices have two dimensions
  hidden: number[]; // widths of the layers that dropout may thin
  /** [b, d] and the parameters → logit [b, 1]; `drop` thins a hidden layer while training. */
  logit(
    g: Graph,
    features: Value,
    parameters: Value[],
    drop?: (layer: Value, index: number) => Value,
  ): Value;
};

const count = (shape: number[]) => shape.reduce((product, n) => product * n, 1);

export function size({ shapes }: Network): number {
  return shapes.reduce((sum, shape) => sum + count(shape), 0);
}

/** The network's parameters as constants, for a model that is done learning. */
export function constants(
  g: Graph,
  { shapes }: Network,
  flat: Float32Array,
): Value[] {
  let at = 0;
  return shapes.map((shape) =>
    g.constant("float", shape, flat.subarray(at, (at += count(shape)))),
  );
}

/** The flat parameters in their shapes. */
export function split(g: Graph, { shapes }: Network, flat: Value): Value[] {
  return g
    .Split(flat, shapes.map(count), 0)
    .map((part, i) => g.Reshape(part, shapes[i]));
}

/** `value` for every element of a weight matrix, 0 for biases; flat. */
export function onWeights({ shapes }: Network, value: number): Float32Array {
  return Float32Array.from(
    shapes.flatMap((shape) =>
      new Array<number>(count(shape)).fill(shape.length > 1 ? value : 0),
    ),
  );
}

function scoreModel(network: Network): Uint8Array {
  const g = new Graph();
  const features = g.input("features", "float", ["n", network.features]);
  const flat = g.input("parameters", "float", [size(network)]);
  g.output("logit", network.logit(g, features, split(g, network, flat)));
  return g.model();
}

type Score = (
  features: Float32Array,
  parameters: Float32Array,
) => Promise<Float32Array>;

/** Opens the network for the time of `use`, its parameters still an input. */
export function scoring<T>(
  network: Network,
  use: (score: Score) => Promise<T>,
): Promise<T> {
  const width = network.features;
  return OnnxRuntime.using(scoreModel(network), (session) =>
    use((features, parameters) =>
      OnnxRuntime.rows(
        session,
        features.length / width,
        "logit",
        ({ from, to }) => ({
          features: OnnxRuntime.float(
            features.subarray(from * width, to * width),
            [to - from, width],
          ),
          parameters: OnnxRuntime.float(parameters, [parameters.length]),
        }),
      ),
    ),
  );
}

/** Logits of rows [n, d] as training saw them: through the parameters as input, not through an exported graph. */
export function predict(
  network: Network,
  parameters: Float32Array,
  features: Float32Array,
): Promise<Float64Array> {
  return scoring(network, async (score) =>
    Float64Array.from(await score(features, parameters)),
  );
}
