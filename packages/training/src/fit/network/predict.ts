// predict: a learner's own logits, through the graph it exports
import { Graph, type Value } from "../../onnx/graph";
import { OnnxRuntime } from "../../onnx/onnx-runtime";

/** Logits of rows [n, width] of `features`. */
export function predict(
  graph: (g: Graph, features: Value) => Value,
  width: number,
  features: Float32Array,
): Promise<Float64Array> {
  const g = new Graph();
  g.output("logit", graph(g, g.input("features", "float", ["n", width])));
  return OnnxRuntime.using(g.model(), async (session) =>
    Float64Array.from(
      await OnnxRuntime.rows(
        session,
        features.length / width,
        "logit",
        ({ from, to }) => ({
          features: OnnxRuntime.float(
            features.subarray(from * width, to * width),
            [to - from, width],
          ),
        }),
      ),
    ),
  );
}
