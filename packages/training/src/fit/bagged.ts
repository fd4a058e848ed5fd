// bagged: a learner fitted several times, over other folds and from other seeds, that scores by the mean of its fits
import type { Graph, Value } from "../onnx/graph";
import { BlendedModel } from "./blended-model";
import { ensembles } from "./boosted-trees";
import { FoldRows } from "./fold-rows";
import type { InputLayout } from "./input-layout";
import type { Fitted } from "./learner";

/** The mean of fits of one learner to the same rows; a row's score out of fold is the mean over fits that did not see it. */
export function mean(fits: Fitted[], { inputs }: InputLayout): Fitted {
  const [first] = fits;
  if (fits.length === 1) return first;
  const { name, curve } = first;
  const outOfFold = FoldRows.mean(fits.map((fit) => fit.outOfFold));
  const options = { ...first.options, repeats: fits.length };
  const trees = fits.flatMap(BlendedModel.ensembles);
  if (trees.length)
    return ensembles(name, inputs, trees, { outOfFold, options, curve });
  const average = (g: Graph, values: Value[]) =>
    g.Mul(
      values.reduce((a, b) => g.Add(a, b)),
      g.scalar(1 / fits.length),
    );
  return {
    ...{ name, outOfFold, options, curve },
    async predict(frame, at) {
      const each = [];
      for (const fit of fits) each.push(await fit.predict(frame, at));
      return FoldRows.mean(each);
    },
    graph: (g, raw) =>
      average(
        g,
        fits.map((fit) => fit.graph(g, raw)),
      ),
    ...(first.explain && {
      explain(g, raw) {
        const each = fits.map((fit) => fit.explain!(g, raw));
        return {
          contributions: average(
            g,
            each.map(({ contributions }) => contributions),
          ),
          base: average(
            g,
            each.map(({ base }) => base),
          ),
        };
      },
    }),
  };
}

export * as Bagged from "./bagged";
