// artifact: the files of a version, and the check that they compute what was trained
import { Failure } from "@mainstay/core/base/error";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Explanation } from "@mainstay/core/model/explanation";
import { InferenceSession } from "@mainstay/core/model/runtime";
import { Trees } from "@mainstay/core/trees/trees";
import { check, model, predict } from "./export-learner";
import { InputLayout } from "./input-layout";
import { Graph } from "../onnx/graph";
import type { FittedModel } from "./fitted-model";

export type Files = {
  "model.onnx": Uint8Array; // raw columns → logit
  "explain.json": Uint8Array; // Explanation.Recipe
  "explain.onnx"?: Uint8Array; // raw columns → contributions and base of what is no tree
  "trees.bin"?: Uint8Array;
};

export function files({ layout, graph, reasons }: FittedModel.Info): Files {
  const pieces = reasons.trees.map(({ trees }) => Trees.serialize(trees));
  let offset = 0; // bytes
  const recipe: Explanation.Recipe = {
    intercept: reasons.intercept,
    graph: reasons.graph !== null,
    calibration: reasons.calibration,
    trees: reasons.trees.map(({ weight }, k) => ({
      weight,
      from: offset,
      to: (offset += pieces[k].length),
    })),
  };
  return {
    "model.onnx": model(layout, graph),
    "explain.json": Buffer.from(JSON.stringify(recipe)),
    ...(reasons.graph && { "explain.onnx": shares(layout, reasons.graph) }),
    ...(pieces.length && { "trees.bin": Buffer.concat(pieces) }),
  };
}

function shares(
  layout: InputLayout,
  graph: NonNullable<FittedModel.Info["reasons"]["graph"]>,
) {
  const g = new Graph();
  const { contributions, base, words } = graph(
    g,
    InputLayout.inputs(g, layout),
  );
  g.output("contributions", contributions);
  g.output("base", base);
  if (words) g.output("words", words);
  return g.model();
}

/** Log-odds of model.onnx. */
export const logits = (
  files: Files,
  { inputs }: InputLayout,
  frame: Frame,
  at: ArrayLike<number>,
) => predict(files["model.onnx"], inputs, frame, at);

// Contributions must add up to the logit within this, in log-odds.
export const tolerance = 1e-4;

/** Contributions of each column to each row, from the files' bytes alone. It fails where they do not add up to the logit. */
export async function explain(
  files: Files,
  { columns, inputs }: InputLayout,
  frame: Frame,
  at: ArrayLike<number>,
): Promise<Explanation.Explained> {
  const logit = await predict(files["model.onnx"], inputs, frame, at);
  const bytes = files["explain.onnx"];
  const session = bytes ? await InferenceSession.create(bytes) : null;
  try {
    const recipe = Explanation.Recipe.parse(
      JSON.parse(Buffer.from(files["explain.json"]).toString()),
    );
    const found = await Explanation.explain(
      {
        ...recipe,
        columns: columns.map(({ name }) => name),
        inputs,
        graph: session && ((feeds) => session.run(feeds)),
        trees: recipe.trees.map(({ weight, from, to }) => ({
          weight,
          trees: Trees.parse(files["trees.bin"]!.subarray(from, to)),
        })),
      },
      frame,
      at,
    );
    additive(found, logit);
    return found;
  } finally {
    await session?.release();
  }
}

function additive(
  { base, columns, contributions }: Explanation.Explained,
  logit: ArrayLike<number>,
) {
  let most = 0;
  for (let row = 0; row < logit.length; row++) {
    let sum = base;
    for (let j = 0; j < columns.length; j++)
      sum += contributions[row * columns.length + j];
    // Math.max keeps NaN, which passes no comparison.
    most = Math.max(most, Math.abs(sum - logit[row]));
  }
  if (most <= tolerance) return;
  throw new Failure(
    "model.explanation",
    `Contributions miss the logit by ${most}; at most ${tolerance} is accepted.`,
  );
}

/** Largest difference of the exported graph's logits from the trained model's; it fails above the tolerance. */
export async function agree(
  files: Files,
  { layout, predict }: FittedModel.Info,
  frame: Frame,
  at: ArrayLike<number>,
) {
  const logit = await predict(frame, at);
  return check(files["model.onnx"], layout.inputs, frame, at, logit);
}

export * as Artifact from "./artifact";
