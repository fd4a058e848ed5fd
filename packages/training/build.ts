// build: the training container's program as one bundle, with onnxruntime beside it since native code cannot be bundled
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { prune } from "./onnxruntime.ts";

const { values } = parseArgs({
  options: {
    entry: { type: "string", default: "packages/training/src/main.ts" },
    out: { type: "string", default: ".build/training" },
  },
});

await build({
  entryPoints: [values.entry],
  outfile: join(values.out, "main.mjs"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  mainFields: ["module", "main"],
  external: ["onnxruntime-node"],
  // Bundled CommonJS still asks for Node's own modules by require.
  banner: {
    js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`,
  },
  logLevel: "warning",
});

for (const name of ["onnxruntime-node", "onnxruntime-common"])
  await cp(join("node_modules", name), join(values.out, "node_modules", name), {
    recursive: true,
  });
await prune(join(values.out, "node_modules"));
