// bagged-networks: a network for each fold, scoring together and explained against means of many rows
import { folded } from "../explain-network";
import type { Graph, Value } from "../../onnx/graph";
import { contributions } from "../../onnx/rescale";
import { PiecewiseEncoding } from "../piecewise-encoding";
import type { RawColumns } from "../../onnx/raw-columns";
import { FoldRows } from "../fold-rows";
import { NetworkLayers } from "./network-layers";
import type { Bagged } from "./member";

type Model = {
  piecewise: PiecewiseEncoding;
  layers: NetworkLayers.Layer[];
  references: Float32Array; // [references, d]
};

/** The mean of the models' logits, in numbers and as ONNX operators. */
export function bagged(
  name: string,
  shape: NetworkLayers.Shape,
  models: Model[],
  found: Pick<Bagged, "outOfFold" | "options" | "curve">,
): Bagged {
  const pieces = models.map(({ piecewise }) => piecewise);
  const widths = [shape.features, ...shape.hidden, 1];
  const score =
    (layers: NetworkLayers.Layer[]) => (g: Graph, features: Value) =>
      NetworkLayers.logit(
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
      NetworkLayers.scoring(shape, async (score) => {
        const each = [];
        for (const { piecewise, layers } of models) {
          const [features] = await PiecewiseEncoding.encode(
            [piecewise],
            frame,
            at,
          );
          each.push(await score(features, layers));
        }
        return FoldRows.mean(each);
      }),
    graph(g, raw) {
      const features = PiecewiseEncoding.graph(g, raw, pieces);
      return mean(
        g,
        models.map(({ layers }, k) => score(layers)(g, features[k])),
      );
    },
    explain(g: Graph, raw: RawColumns) {
      const features = PiecewiseEncoding.graph(g, raw, pieces);
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
