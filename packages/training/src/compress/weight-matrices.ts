// weight-matrices: the weight matrices of a model's networks, changed in its graphs and kept there in fewer bytes
import { model, predict } from "../fit/export-learner";
import type { Graph, Value } from "../onnx/graph";
import type { Tensor } from "../onnx/proto";
import type { FittedModel } from "../fit/fitted-model";

export type Matrix = { values: Float32Array; rows: number; columns: number };
export type Kept = {
  values: Float32Array; // [rows, columns], as computed with
  /** Operators that unpack the values from what the file holds; absent where it holds them as they are. */
  unpacked?: (g: Graph) => Value;
};
/** What replaces a matrix; null leaves it alone. */
export type Change = (matrix: Matrix) => Kept | null;

/** The matrices of networks: weights of the Gemms that feed a Relu or are fed by one. */
export function find({ nodes, initializers }: Graph): Tensor[] {
  const relus = nodes.filter(({ op }) => op === "Relu");
  const around = new Set(
    relus.flatMap(({ inputs, outputs }) => [inputs[0].name, outputs[0].name]),
  );
  const gemms = nodes.filter(
    ({ op, inputs, outputs }) =>
      op === "Gemm" &&
      (around.has(inputs[0].name) || around.has(outputs[0].name)),
  );
  const weights = new Set(gemms.map(({ inputs }) => inputs[1].name));
  return initializers.filter(({ name }) => weights.has(name));
}

function apply(g: Graph, change: Change, packed: boolean) {
  for (const tensor of find(g)) {
    const [rows, columns] = tensor.shape;
    const values = Float32Array.from(tensor.data as ArrayLike<number>);
    const kept = change({ values, rows, columns });
    if (!kept) continue;
    const place = g.initializers.indexOf(tensor);
    if (!packed || !kept.unpacked) {
      g.initializers[place] = { ...tensor, data: kept.values };
      continue;
    }
    g.initializers.splice(place, 1);
    const from = g.nodes.length;
    const value = kept.unpacked(g);
    const made = g.nodes.splice(from);
    // Readers of the matrix know it by its name, and nodes stand behind what they read.
    made.at(-1)!.outputs = [{ ...value, name: tensor.name }];
    g.nodes.unshift(...made);
  }
}

/** The model with its networks' matrices changed, both where it scores and where it explains. */
export function changed(
  whole: FittedModel.Info,
  change: Change,
): FittedModel.Info {
  const { layout, graph, reasons } = whole;
  const scoring =
    (packed: boolean): FittedModel.Info["graph"] =>
    (g, raw) => {
      const logit = graph(g, raw);
      apply(g, change, packed);
      return logit;
    };
  return {
    ...whole,
    // Predictions use unpacked values, so that the check of the packed file compares it with something else than itself.
    predict: (frame, at) =>
      predict(model(layout, scoring(false)), layout.inputs, frame, at),
    graph: scoring(true),
    reasons: {
      ...reasons,
      graph:
        reasons.graph &&
        ((g, raw) => {
          const shares = reasons.graph!(g, raw);
          apply(g, change, true);
          return shares;
        }),
    },
  };
}

export * as WeightMatrices from "./weight-matrices";
