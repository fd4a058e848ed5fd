// Every benchmark, one after the other, each in a process of its own: npm run bench [-- name … --option …]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const all = [
  "epoch",
  "ingest",
  "score-handler",
  "door",
  "boost",
  "contributions",
  "learners",
  "outcomes",
  "categories",
  "growth",
  "size",
  "month",
  "period",
  "text",
  "recommend",
  "forecast",
  "drift",
];
const given = process.argv.slice(2);
const first = given.findIndex((one) => one.startsWith("--"));
const asked = first < 0 ? given : given.slice(0, first);
const options = first < 0 ? [] : given.slice(first);
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
  const { status } = spawnSync(
    process.execPath,
    ["--import", "tsx", file, ...options],
    {
      stdio: "inherit",
      env: {
        ...process.env,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    },
  );
  if (status !== 0) process.exitCode = 1;
}
