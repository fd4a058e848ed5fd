import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { cloud, handlers, root, source, sourceOf, type Build } from "./graph";

let aws: ReturnType<typeof cloud>;
beforeAll(() => {
  aws = cloud("production");
});

const written = handlers.every((handler) =>
  existsSync(join(root, source(handler))),
);
const querying = (build: Build) =>
  "@duckdb/node-api" in (build.properties.install ?? {});
const scoring = (build: Build) =>
  "onnxruntime-node" in (build.properties.install ?? {});

test("each of the architecture's handlers is deployed once, and nothing else", () => {
  expect(aws.builds.map(sourceOf).sort()).toEqual(handlers.map(source));
});

test.skipIf(!written)("every handler named is a file", () => {
  for (const build of aws.builds)
    expect(existsSync(join(root, sourceOf(build)))).toBe(true);
});

test("all run on Node 24, x86-64, and keep their logs for 90 days", () => {
  for (const { inputs } of aws.all("aws:lambda/function:Function"))
    expect(inputs).toMatchObject({
      runtime: "nodejs24.x",
      architectures: ["x86_64"],
      loggingConfig: { logFormat: "JSON" },
    });
  for (const { inputs } of aws.all("aws:cloudwatch/logGroup:LogGroup"))
    expect(inputs.retentionInDays).toBe(90);
});

test.each([
  ["events/upload-dropped", 3008, 600],
  ["events/part-planned", 2048, 120],
  ["events/model-promoted", 1024, 120],
  ["events/training-ended", 512, 30],
  ["api/index", 2048, 30],
  ["cron/report", 2048, 600],
  ["cron/retrain", 1024, 300],
  ["cron/retention", 1024, 300],
  ["cron/sweep", 1024, 300],
])("%s has %i MB and %i s", (handler, memorySize, timeout) => {
  expect(aws.lambda(handler)).toMatchObject({ memorySize, timeout });
});

test("those that carry onnxruntime have it at the version tested, for Linux on x86-64 alone", () => {
  const { dependencies } = JSON.parse(
    readFileSync(join(root, "packages/core/package.json"), "utf8"),
  );
  const carriers = aws.builds.filter(scoring);
  expect(carriers.map(sourceOf)).toContain(source("events/part-planned"));
  for (const build of carriers) {
    expect(build.properties.install).toEqual({
      "onnxruntime-node": dependencies["onnxruntime-node"],
      ...(querying(build) && {
        "@duckdb/node-api": dependencies["@duckdb/node-api"],
      }),
    });
    const native = build.files.filter((file) => file.includes("/bin/"));
    expect(native).toEqual([
      "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1",
      "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node",
    ]);
    const packages = build.files.filter((file) =>
      file.startsWith("node_modules/onnxruntime"),
    );
    const bytes = packages.reduce(
      (sum, file) => sum + statSync(join(root, file)).size,
      0,
    );
    expect(bytes).toBeLessThan(60e6);
  }
});

test("nothing tells onnxruntime's makers what it is used for", () => {
  for (const build of aws.builds.filter(scoring)) {
    const { functionID } = build;
    const { environment } = aws.one(
      "aws:lambda/function:Function",
      new RegExp(`^${functionID}Function$`),
    );
    expect(environment.variables.ORT_DISABLE_TELEMETRY).toBe("1");
  }
  expect(aws.container().environment).toContainEqual({
    name: "ORT_DISABLE_TELEMETRY",
    value: "1",
  });
});

// Native code cannot be bundled, so that a function that imports it unannounced would fail at its first call.
test.skipIf(!written)(
  "a bundle imports onnxruntime and DuckDB exactly where they are installed",
  async () => {
    for (const carrier of aws.builds) {
      const { metafile } = await build({
        absWorkingDir: root,
        entryPoints: [sourceOf(carrier)],
        bundle: true,
        write: false,
        metafile: true,
        platform: "node",
        format: "esm",
        mainFields: ["module", "main"],
        external: ["onnxruntime-node", "@duckdb/node-api"],
        outdir: "out",
        logLevel: "error",
      });
      const imports = Object.values(metafile.outputs).flatMap(
        (output) => output.imports,
      );
      const has = (name: string) => imports.some(({ path }) => path === name);
      expect([
        sourceOf(carrier),
        has("onnxruntime-node"),
        has("@duckdb/node-api"),
      ]).toEqual([sourceOf(carrier), scoring(carrier), querying(carrier)]);
    }
  },
);

test("only what answers statements carries DuckDB, for Linux on x86-64 alone", () => {
  const carriers = aws.builds.filter(querying);
  expect(carriers.map(sourceOf)).toEqual([source("api/index")]);
  const native = carriers[0].files.filter((file) =>
    /@duckdb\/.*\.(so|node|dylib|dll)$/.test(file),
  );
  // The packages come beside that of the programming interface, which alone is named.
  expect(native.filter((file) => !/bindings-linux-x64\//.test(file))).toEqual(
    [],
  );
  const all = carriers[0].files
    .filter((file) => file.startsWith("node_modules/"))
    .filter((file) => existsSync(join(root, file)))
    .reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
  // Lambda takes 250 MB unpacked, and the library of DuckDB is 70 of them.
  expect(all + 71e6).toBeLessThan(200e6);
});
