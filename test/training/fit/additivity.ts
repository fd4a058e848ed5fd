// additivity: how far base and contributions are from the logit
import type { Frame } from "@mainstay/core/tabular/frame";
import { feeds } from "@mainstay/core/model/input-tensors";
import type { InputLayout } from "@mainstay/training/fit/input-layout";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";

/** Largest |base + Σ contributions − logit| of the frame's rows, relative to the logit where that is above 1. */
export const additivity = (
  model: Uint8Array,
  inputs: InputLayout["inputs"],
  frame: Frame,
  at: number | ArrayLike<number>,
) =>
  OnnxRuntime.using(model, async (session) => {
    const { logit, contributions, base } = await session.run(
      feeds(frame, inputs, at),
    );
    const logits = logit.data as Float32Array;
    const shares = contributions.data as Float32Array;
    const width = shares.length / logits.length;
    const misses = logits.map((z, i) => {
      const own = shares.subarray(i * width, (i + 1) * width);
      const sum = own.reduce((a, b) => a + b, Number(base.data[0]));
      return Math.abs(sum - z) / Math.max(1, Math.abs(z));
    });
    // Math.max keeps a NaN, and NaN adds up to nothing.
    return Math.max(...misses);
  });
