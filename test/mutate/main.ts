// main: which faults the tests of one room would miss, `npm run mutate -- ROOM [FILE…]`; a room of two packages is named with its package
import { existsSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";

const [asked = "", ...files] = process.argv.slice(2);
const rooms = ["core", "training"]
  .map((name) => ({
    folder: `packages/${name}/src/${asked.replace(`${name}/`, "")}`,
    tests: `test/${name}/${asked.replace(`${name}/`, "")}`,
  }))
  .filter(
    ({ folder, tests }) => asked && existsSync(folder) && existsSync(tests),
  );
if (rooms.length !== 1)
  throw new Error(
    `Expected a room of core or training that has tests, such as segments or core/text, got "${asked}"`,
  );
const [{ folder, tests }] = rooms;
process.env.MUTATE_TESTS = tests;

await new Stryker({
  mutate: (files.length ? files : ["**/*.ts"]).map(
    (name) => `${folder}/${name}`,
  ),
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner", "./test/mutate/descriptions.mjs"],
  ignorers: ["descriptions"],
  vitest: { configFile: "test/mutate/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // It would rewrite paths in tsconfig.json by an API that TypeScript 7 no longer has; there are none to rewrite.
  tsconfigFile: "none",
  ignorePatterns: [".sst", ".mainstay", ".build", "docs", "infra"],
  reporters: ["clear-text"],
  tempDirName: ".stryker",
}).runMutationTest();
