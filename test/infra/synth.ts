// synth: executes sst.config.ts as `sst deploy` does, with Pulumi's mocks in AWS's place, and writes down every resource.
// A program of its own, since a process can do this once: tsx synth.ts STAGE FILE
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type BuildOptions } from "esbuild";
import * as Aws from "./aws";
import type { Build, Graph } from "./graph";

const [stage, file] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const platform = join(root, ".sst/platform");
const work = await mkdtemp(join(tmpdir(), "synth-"));
// Inside the platform, where the bundle finds Pulumi.
const output = (name: string) => join(platform, `${name}.${process.pid}.mjs`);

const plain = (value: any): any => {
  const secret = "4dabf18193072939515e22adb298388d"; // Pulumi's mark of a wrapped value
  if (Array.isArray(value)) return value.map(plain);
  if (!value || typeof value !== "object") return value;
  if (secret in value) return plain(value.value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, plain(item)]),
  );
};

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "node",
  logLevel: "error",
  mainFields: ["module", "main"],
  nodePaths: [join(platform, "node_modules")],
  banner: {
    js: `import { createRequire } from "module"; import { fileURLToPath } from "url"; import { dirname } from "path";
      const require = createRequire(import.meta.url), __filename = fileURLToPath(import.meta.url), __dirname = dirname(__filename);`,
  },
};

async function load(name: string, options: BuildOptions) {
  const outfile = output(name);
  await build({ ...common, ...options, outfile });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}

async function evaluate() {
  Object.assign(globalThis, { $config: (config: unknown) => config });
  const config = await load("config", { entryPoints: ["sst.config.ts"] });
  const defaults = { stage, removal: "retain", protect: false };
  return { ...defaults, ...(await config.default.app({ stage })) };
}

async function program(app: object) {
  const lock: { alias: string; package: string }[] = JSON.parse(
    await readFile(join(root, ".sst/provider-lock.json"), "utf8"),
  );
  const providers = lock.map(
    (entry) => `import * as ${entry.alias} from "${entry.package}";`,
  );
  const components = JSON.stringify(join(platform, "src/components"));
  const paths = { home: join(work, "home"), root, work, platform };
  return load("program", {
    stdin: {
      contents: `import { run } from ${JSON.stringify(join(platform, "src/auto/run.ts"))};
        import config from "./sst.config";
        export const start = () => run(config.run);`,
      resolveDir: root,
      loader: "ts",
    },
    inject: [join(platform, "src/shim/run.js")],
    define: {
      $app: JSON.stringify(app),
      $cli: JSON.stringify({
        command: "deploy",
        dev: false,
        paths,
        state: { version: {} },
      }),
      $dev: "false",
    },
    external: ["@pulumi/*", "@pulumiverse/*", "@aws-sdk/*"].concat(
      ["undici", "esbuild", "archiver", "glob", "vite"], // the platform's own packages
    ),
    plugins: [
      {
        name: "globals",
        setup: (builder) =>
          builder.onLoad(
            { filter: /\/(sst\.config|infra\/[\w-]+)\.ts$/ },
            async ({ path }) => ({
              contents: [...providers, `import * as sst from ${components};`]
                .concat(await readFile(path, "utf8"))
                .join("\n"),
              loader: "ts",
            }),
          ),
      },
    ],
  });
}

// Empty files in place of a bundle and of what it installs: enough for the hooks that follow a build.
const builds: Build[] = [];
async function bundle(input: any) {
  const out = join(work, "artifacts", `${input.functionID}-src`);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "bundle.mjs"), "");
  const installed = Object.keys(input.properties?.install ?? {});
  for (const name of installed.length ? [...installed, "adm-zip"] : []) {
    const from = join(root, "node_modules", name);
    for (const entry of await readdir(from, {
      recursive: true,
      withFileTypes: true,
    })) {
      if (entry.isDirectory()) continue;
      const to = entry.parentPath.replace(root, out);
      await mkdir(to, { recursive: true });
      await writeFile(join(to, entry.name), "");
    }
  }
  builds.push({ ...plain(input), out });
  return { handler: "bundle.handler", out, errors: [], sourcemaps: [] };
}

async function cli() {
  const methods: Record<string, (input: any) => unknown> = {
    "Provider.Aws.Bootstrap": () => Aws.bootstrap,
    "Runtime.Build": bundle,
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, params } = JSON.parse(Buffer.concat(chunks).toString());
    const answer = await Promise.resolve(params[0])
      .then(methods[method])
      .then((result) => ({ result }))
      .catch((error) => ({ error: String(error) }));
    response.setHeader("connection", "close").end(JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

process.env.SST_SERVER = await cli();
const app = await evaluate();
const { start } = await program(app);
const { runtime } = createRequire(join(platform, "package.json"))(
  "@pulumi/pulumi",
);

const graph: Graph = { app, resources: [], builds, links: {} };
await runtime.setMocks(
  {
    newResource({
      type,
      name,
      inputs,
    }: {
      type: string;
      name: string;
      inputs: object;
    }) {
      graph.resources.push({ type, name, inputs: plain(inputs) });
      return Aws.create(type, name, inputs);
    },
    call: ({ token, inputs }: { token: string; inputs: object }) =>
      Aws.answer(token, inputs),
  },
  app.name,
  stage,
  false,
);
// The CLI writes sst-env.d.ts from the outputs of SST's link references.
const monitor = runtime.getMonitor();
const register = monitor.registerResourceOutputs.bind(monitor);
monitor.registerResourceOutputs = (request: any, done: unknown) => {
  const outputs = plain(request.getOutputs().toJavaScript());
  if (request.getUrn().includes("sst:sst:LinkRef"))
    graph.links[outputs.target] = outputs;
  register(request, done);
};

await runtime.runInPulumiStack(start);
// Resources made inside `apply` come late: the program has ended when nothing is left to wait for.
process.once("beforeExit", async () => {
  for (const build of builds)
    build.files = (
      await readdir(build.out, { recursive: true, withFileTypes: true })
    )
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(build.out.length + 1),
      )
      .sort();
  await writeFile(file, JSON.stringify(graph));
  await rm(work, { recursive: true });
});
