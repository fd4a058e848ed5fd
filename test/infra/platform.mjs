// Writes .sst/platform, the types and components of sst.config.ts, unless it is there in the version of node_modules/sst.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const read = (path) => readFileSync(join(root, path), "utf8").trim();

// The CLI writes the providers' lock last: without it an earlier run was cut short.
function present() {
  const version = ".sst/platform/version";
  if (!existsSync(join(root, version))) return false;
  if (!existsSync(join(root, ".sst/provider-lock.json"))) return false;
  return (
    read(version) === JSON.parse(read("node_modules/sst/package.json")).version
  );
}

if (!present()) {
  try {
    execFileSync("npx", ["--no-install", "sst", "install"], {
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
  } catch (error) {
    console.error(`${error.stdout ?? ""}${error.stderr ?? ""}`.trim());
    console.error(
      "SST's platform could not be installed: it needs the npm registry once.",
    );
    process.exit(1);
  }
}
