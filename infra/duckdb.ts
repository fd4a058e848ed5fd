// duckdb: what a function that answers statements and lists carries beside onnxruntime
import core from "../packages/core/package.json";
import { prune } from "../packages/training/onnxruntime";
import { Onnxruntime } from "./onnxruntime";

const kept = [
  /^@duckdb\/node-(api|bindings)\/(package\.json|LICENSE|.*\.js)$/,
  /^@duckdb\/node-bindings-linux-x64\/.*$/,
];

export const beside = {
  ...Onnxruntime.beside,
  nodejs: {
    install: {
      ...Onnxruntime.beside.nodejs.install,
      "@duckdb/node-api": core.dependencies["@duckdb/node-api"],
    },
  },
  hook: {
    postbuild: (directory: string) => prune(`${directory}/node_modules`, kept),
  },
};

export * as Duckdb from "./duckdb";
