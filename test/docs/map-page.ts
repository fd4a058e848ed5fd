// map-page: docs/map.md, the tree with one line a file, written from the first comment of each; run it to write the page anew
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path/posix";
import { pathToFileURL } from "node:url";
import prettier from "prettier";

const page = "docs/map.md";
const folders = [
  "packages/core/src",
  "packages/training/src",
  "packages/functions/src",
  "packages/local/src",
  "packages/cli/src",
  "packages/client/src",
  "infra",
];

export const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`)
    .sort(),
);

const nameOf = (file: string) => basename(file).replace(/\..*$/, "");

/** What a file says of itself: `// name: one sentence`, maybe over several lines; undefined where it says nothing. */
export function sentence(file: string): string | undefined {
  const head = /^\/\/ ([\w-]+): (.+(?:\n\/\/ .+)*)/.exec(
    readFileSync(file, "utf8"),
  );
  if (head?.[1] === nameOf(file)) return head[2].replaceAll("\n// ", " ");
}

/** A heading for each folder, a line for each of its files. */
export function mapPage() {
  const parts = [...new Set(files.map(dirname))].map((folder) => {
    const rows = files
      .filter((file) => dirname(file) === folder)
      .map((file) => `- \`${basename(file)}\`: ${sentence(file)}`);
    return [`## ${folder}`, "", ...rows, ""].join("\n");
  });
  const head =
    "# Map\n\nEvery file in one line, taken from its first comment; `npm run map` writes this page. Which folder may import which is said in [CONTRIBUTING.md](CONTRIBUTING.md).\n\n";
  return prettier.format(head + parts.join("\n"), { parser: "markdown" });
}

export const stored = () => readFileSync(page, "utf8");

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(page, await mapPage());
