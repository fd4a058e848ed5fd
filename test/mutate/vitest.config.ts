// Mutants stand in a copy of the tree, while node_modules/@mainstay leads back to the originals.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import base from "../../vitest.config";

const packages = fileURLToPath(new URL("../../packages", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@mainstay\/(\w+)\/(.+)$/,
        replacement: `${packages}/$1/src/$2`,
      },
    ],
  },
  test: { ...base.test, include: [`${process.env.MUTATE_TESTS}/**/*.test.ts`] },
});
