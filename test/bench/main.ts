// Every benchmark, one after the other, each in a process of its own: npm run bench [-- name …]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const all = [
  "epoch",
  "ingest",
  "score-handler",
  "boost",
  "contributions",
  "learners",
  "categories",
  "growth",
  "month",
  "period",
  "text",
  "recommend",
  "forecast",
];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length) {
  console.error(
    `Expected some of ${all.join(", ")}, got ${unknown.join(", ")}`,
  );
  process.exit(2);
}
for (const name of asked.length ? asked : all) {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  if (!existsSync(file)) continue;
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", file], {
    stdio: "inherit",
    env: {
      ...process.env,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
  });
  if (status !== 0) process.exitCode = 1;
}
