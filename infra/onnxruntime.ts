// onnxruntime: what a function whose code reaches the scorer carries beside its bundle, less the platforms it never meets
import core from "../packages/core/package.json";
import { prune } from "../packages/training/onnxruntime";

// onnxruntime sends usage data to its makers unless told not to.
export const environment = { ORT_DISABLE_TELEMETRY: "1" };

export const beside = {
  environment,
  nodejs: {
    install: { "onnxruntime-node": core.dependencies["onnxruntime-node"] },
  },
  hook: {
    postbuild: (directory: string) => prune(`${directory}/node_modules`),
  },
};

export * as Onnxruntime from "./onnxruntime";
