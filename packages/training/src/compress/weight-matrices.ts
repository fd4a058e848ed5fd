// weight-matrices: the weight matrices of a model's networks, changed in its graphs and kept there in fewer bytes
import { model, predict } from "../fit/export-learner";
import type { Graph, Value } from "../onnx/graph";
import type { Tensor } from "../onnx/proto";
import type { FittedModel } from "../fit/fitted-model";

export type Matrix = { values: Float32Array; rows: number; columns: number };
export type Kept = {
  values: Float32Array; // what is computed with, [rows, columns]
  /** The values out of what the file holds, as operators; absent where it holds them as they are. */
  unpacked?: (g: Graph) => Value;
};
/** Null leaves a matrix alone. */
export type Change = (matrix: Matrix) => Kept | null;

/** A network's matrices: those of the Gemms that feed a Relu or are fed by one. */
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
    const at = g.initializers.indexOf(tensor);
    if (!packed || !kept.unpacked) {
      g.initializers[at] = { ...tensor, data: kept.values };
      continue;
    }
    g.initializers.splice(at, 1);
    const from = g.nodes.length;
    const value = kept.unpacked(g);
    const made = g.nodes.splice(from);
    // Readers of the matrix know it by its name, and nodes stand behind what they read.
    made.at(-1)!.outputs = [{ ...value, name: tensor.name }];
    g.nodes.unshift(...made);
  }
}

/** The model with its networks' matrices changed in what scores and in what explains; other parts stay as they are. */
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
    // With the values as they are, so that the packed file is held against something else than itself.
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
