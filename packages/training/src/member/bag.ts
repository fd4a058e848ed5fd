// bag: a network for each fold, scoring together and explained against means of many rows
import { folded } from "../explain";
import type { Graph, Value } from "../onnx/graph";
import { contributions } from "../onnx/rescale";
import { Piecewise } from "../piecewise";
import type { Raw } from "../preprocess";
import { Folds } from "./folds";
import { Layers } from "./layers";
import type { Bagged } from "./member";

type Model = {
  piecewise: Piecewise;
  layers: Layers.Layer[];
  references: Float32Array; // [references, d]
};

/** The mean of the models' logits, in numbers and as ONNX operators. */
export function bagged(
  name: string,
  shape: Layers.Shape,
  models: Model[],
  found: Pick<Bagged, "outOfFold" | "options" | "curve">,
): Bagged {
  const pieces = models.map(({ piecewise }) => piecewise);
  const widths = [shape.features, ...shape.hidden, 1];
  const score = (layers: Layers.Layer[]) => (g: Graph, features: Value) =>
    Layers.logit(
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
    name,
    ...found,
    predict: (frame, at) =>
      Layers.scoring(shape, async (score) => {
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
