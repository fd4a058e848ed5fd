// graph: what sst.config.ts declares, recorded by synth in a process of its own
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type Resource = { type: string; name: string; inputs: any };
export type Build = {
  functionID: string;
  handler: string;
  links: Record<string, Record<string, string>>;
  properties: { install?: Record<string, string> };
  out: string;
  files: string[]; // relative to `out`, after the hooks
};
export type Link = { properties: Record<string, any>; include?: object[] };
export type Graph = {
  app: { name: string; stage: string; removal: string; protect: boolean };
  resources: Resource[];
  builds: Build[];
  links: Record<string, Link>;
};

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = join(root, "test/infra/synth.ts");

export function synth(stage: string): Graph {
  if (!existsSync(join(root, ".sst/platform/version")))
    throw new Error("SST's platform is not installed: npm run platform");
  const directory = mkdtempSync(join(tmpdir(), "graph-"));
  try {
    const file = join(directory, "graph.json");
    const child = spawnSync(
      process.execPath,
      ["--import", "tsx", program, stage, file],
      {
        encoding: "utf8",
      },
    );
    if (child.status !== 0) throw new Error(`${child.stdout}${child.stderr}`);
    return JSON.parse(readFileSync(file, "utf8"));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

export const handlers = [
  "api/index",
  "cron/report",
  "cron/retention",
  "cron/retrain",
  "cron/sweep",
  "events/message-died",
  "events/model-promoted",
  "events/part-planned",
  "events/training-ended",
  "events/upload-dropped",
];
export const source = (handler: string) =>
  `packages/functions/src/${handler}.ts`;
export const sourceOf = ({ handler }: Build) =>
  handler.replace(/\.handler$/, ".ts");

export function cloud(stage: string) {
  const graph = synth(stage);
  const all = (type: string) =>
    graph.resources.filter((resource) => resource.type === type);
  const one = (type: string, name = /./) => {
    const found = all(type).filter((resource) => name.test(resource.name));
    if (found.length === 1) return found[0].inputs;
    throw new Error(
      `expected one ${type} named ${name}, found ${found.length}`,
    );
  };
  const of = (type: string, handler: string) => {
    const build = graph.builds.find(
      (built) => sourceOf(built) === source(handler),
    );
    const kind = type.split(":").at(-1);
    return one(type, new RegExp(`^${build?.functionID}${kind}$`));
  };
  const lambda = (handler: string) =>
    of("aws:lambda/function:Function", handler);
  const role = (handler: string) => of("aws:iam/role:Role", handler);
  const container = () =>
    JSON.parse(
      one("aws:batch/jobDefinition:JobDefinition").containerProperties,
    );
  return { ...graph, all, one, lambda, role, container };
}

// The text that SST writes into sst-env.d.ts for these links.
export function declaration(links: Graph["links"]) {
  const sorted = <T>(record: Record<string, T>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const kind = (name: string, value: unknown) =>
    name === "type" ? JSON.stringify(value) : typeof value;
  return sorted(links)
    .map(([name, { properties }]) => {
      const lines = sorted(properties).map(
        ([key, value]) => `      "${key}": ${kind(key, value)}\n`,
      );
      return `    "${name}": {\n${lines.join("")}    }\n`;
    })
    .join("");
}
