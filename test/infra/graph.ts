// graph: what sst.config.ts declares, recorded by synth in a process of its own
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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

const program = join(dirname(fileURLToPath(import.meta.url)), "synth.ts");

export function synth(stage: string): Graph {
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
