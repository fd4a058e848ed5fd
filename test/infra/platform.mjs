// Writes .sst/platform, the types and components of sst.config.ts, unless it is there in the version of node_modules/sst.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const platform = join(root, ".sst/platform");
const read = (...path) => readFileSync(join(...path), "utf8").trim();

// The CLI writes the providers' lock last: without it an earlier run was cut short.
function present() {
  if (!existsSync(join(platform, "version"))) return false;
  if (!existsSync(join(root, ".sst/provider-lock.json"))) return false;
  const { version } = JSON.parse(read(root, "node_modules/sst/package.json"));
  return read(platform, "version") === version;
}

function install() {
  try {
    // Without a registry npm would try for many minutes: ask it for one thing first.
    run(["npm", "view", "sst", "version", "--fetch-retries=0"]);
    run(["npx", "--no-install", "sst", "install"]);
  } catch (error) {
    console.error(`${error.stdout}${error.stderr}`.trim());
    console.error(
      "SST's platform could not be installed: it needs the npm registry once.",
    );
    process.exit(1);
  }
}

const run = ([command, ...args]) =>
  execFileSync(command, args, {
    cwd: root,
    stdio: "pipe",
    env: {
      ...process.env,
      SST_SKIP_DEPENDENCY_CHECK: "1",
      SST_NO_BUN: "1",
      SST_TELEMETRY_DISABLED: "1",
      SST_STAGE: "test",
    },
  });

// The components are TypeScript sources, which tsc would hold to our stricter rules.
function uncheck() {
  const mark = "// @ts-nocheck\n";
  const sources = join(platform, "src");
  for (const entry of readdirSync(sources, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.name.endsWith(".ts") || entry.name.endsWith(".d.ts")) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "utf8");
    if (!text.startsWith(mark)) writeFileSync(file, mark + text);
  }
}

if (!present()) install();
uncheck();
