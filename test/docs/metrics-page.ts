// metrics-page: docs/metrics.md, written from the definitions that are computed with; run it to write the page anew
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import prettier from "prettier";

const page = fileURLToPath(new URL("../../docs/metrics.md", import.meta.url));
const cell = (text: string) => text.replaceAll("|", "\\|");

/** The page with its table made anew: everything above the first row stays as people wrote it. */
export async function metricsPage() {
  const rows = Object.entries(MetricBoard.definitions).map(
    ([key, { name, unit, formula, text, version }]) =>
      `| \`${key}\` | ${name} | ${unit} | ${cell(formula)} | ${cell(text)} | ${version} |`,
  );
  const written = readFileSync(page, "utf8");
  const head = written.slice(0, written.indexOf("| key"));
  const title = "| key | name | unit | formula | definition | version |";
  const table = [title, "|---|---|---|---|---|---|", ...rows].join("\n");
  return prettier.format(head + table, { parser: "markdown" });
}

export const stored = () => readFileSync(page, "utf8");

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(page, await metricsPage());
