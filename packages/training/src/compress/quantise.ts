// quantise: weight matrices as whole numbers of eight bits and a scale for each output
import type { FittedModel } from "../fit/fitted-model";
import { type Kept, WeightMatrices, type Matrix } from "./weight-matrices";

// The operators of a smaller matrix take more bytes than they save.
const minWeights = 256;

/**
 * The nearest of 255 multiples of each column's scale, max |w| / 127: off by half the scale at most.
 * Activations stay in float32, so that a row's score does not depend on the rows beside it.
 */
export function int8({ values, rows, columns }: Matrix): Kept {
  const scales = new Float32Array(columns);
  values.forEach((w, i) => {
    const column = i % columns;
    scales[column] = Math.max(scales[column], Math.abs(w) / 127);
  });
  const codes = Int8Array.from(values, (w, i) =>
    Math.min(127, Math.max(-127, Math.round(w / (scales[i % columns] || 1)))),
  );
  return {
    values: Float32Array.from(codes, (code, i) => code * scales[i % columns]),
    // ONNX Runtime folds this once, when it loads the file. DequantizeLinear would be fused with its Gemm into MatMulNBits, which rounds
    // activations too.
    unpacked: (g) =>
      g.Mul(
        g.Cast(g.constant("int8", [rows, columns], codes), "float"),
        g.constant("float", [columns], scales),
      ),
  };
}

export const quantised = (whole: FittedModel.Info): FittedModel.Info =>
  WeightMatrices.changed(whole, (matrix) =>
    matrix.values.length < minWeights ? null : int8(matrix),
  );

export * as Quantise from "./quantise";
