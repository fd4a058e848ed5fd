// The rule of the rooms, over every import there is, those of types alone and those made while running among them.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path/posix";
import { expect, test } from "vitest";

const packages = [
  ["core", "client"],
  ["training", "functions"],
  ["local"],
  ["cli"],
];

// The lowest floor first; "" is the folder that the rooms stand in.
const floors: Record<string, string[][]> = {
  core: [
    ["base", "chart"],
    ["reading", "learning"],
    ["stats", "aws", "tabular"],
    ["text", "events", "page", "work", "query", "label", "lines", "trees"],
    ["document", "shapes"],
    ["dataset", "model", "drift"],
    ["customers", "knowledge", "recommend", "outcome"],
    ["metrics"],
    ["health", "lifetime", "forecast", "feedback"],
    ["segments"],
    ["playbooks"],
    ["scoring", "settings", "state"],
    ["periods"],
    ["lists"],
    ["accounts", "offers", "intake", "erasure", "upkeep", "sql"],
    ["report", "apply"],
    ["reporting"],
    ["ingest"],
    ["jobs"],
  ],
  training: [
    ["stats", "onnx", "card"],
    ["trees"],
    ["fit"],
    ["judge", "recommend", "uplift"],
    ["outcome"],
    ["baseline", "text", "compress"],
    ["job", "cli"],
    [""],
  ],
  functions: [["http"], ["parts"], ["pages"], ["api", "cron", "events"]],
  local: [["process", "sample"], ["aws"], ["runtime"], [""]],
  cli: [[""]],
  client: [[""]],
};

const sources = packages.flat().flatMap((name) =>
  readdirSync(`packages/${name}/src`, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `packages/${name}/src/${path}`),
);
const text = new Map(sources.map((file) => [file, readFileSync(file, "utf8")]));

const resolve = (file: string, specifier: string) => {
  const own = /^@mainstay\/(\w+)\/(.+)$/.exec(specifier);
  if (!own && !specifier.startsWith(".")) return [];
  const path = own
    ? `packages/${own[1]}/src/${own[2]}`
    : join(file, "..", specifier);
  return [path, `${path}.ts`, `${path}.tsx`].filter((name) => text.has(name));
};
const specifiers = /\b(?:from|import)\b\s*\(?\s*"([^"]+)"/g;
const said = (file: string) =>
  Array.from(text.get(file)!.matchAll(specifiers), ([, name]) => name);
const imports = new Map(
  sources.map((file) => [
    file,
    said(file)
      .flatMap((specifier) => resolve(file, specifier))
      // The last line of a file names the file itself.
      .filter((target) => target !== file),
  ]),
);
const edges = [...imports].flatMap(([file, targets]) =>
  targets.map((target) => ({ file, target })),
);

const packageOf = (file: string) => file.split("/")[1];
const roomOf = (file: string) => file.split("/").slice(3, -1)[0] ?? "";
const floorOf = (table: string[][], name: string) =>
  table.findIndex((floor) => floor.includes(name));
const told = ({ file, target }: (typeof edges)[number]) =>
  `${file} imports ${target}`;

test("every import of a file of ours is followed", () => {
  const lost = sources.flatMap((file) =>
    said(file).filter(
      (specifier) =>
        /^(\.|@mainstay\/)/.test(specifier) &&
        !specifier.endsWith(".json") &&
        resolve(file, specifier).length !== 1,
    ),
  );
  expect(lost).toEqual([]);
});

test("every file lies in a room that has a floor", () => {
  const homeless = sources.filter(
    (file) => floorOf(floors[packageOf(file)], roomOf(file)) < 0,
  );
  expect(homeless).toEqual([]);
});

test("a file imports only its own room and rooms of lower floors", () => {
  const wrong = edges.filter(({ file, target }) => {
    const name = packageOf(file);
    if (name !== packageOf(target) || roomOf(file) === roomOf(target))
      return false;
    const floor = (one: string) => floorOf(floors[name], roomOf(one));
    return floor(target) >= floor(file);
  });
  expect(wrong.map(told)).toEqual([]);
});

test("packages import each other one way", () => {
  const floor = (file: string) => floorOf(packages, packageOf(file));
  const wrong = edges.filter(
    ({ file, target }) =>
      packageOf(file) !== packageOf(target) && floor(target) >= floor(file),
  );
  expect(wrong.map(told)).toEqual([]);
});

test("no import leads back to its file, not even one of types", () => {
  const left = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      return;
    }
    if (left.has(file)) return;
    for (const target of imports.get(file)!) visit(target, [...path, file]);
    left.add(file);
  };
  for (const file of sources) visit(file, []);
  expect(circles).toEqual([]);
});

test("a namespace is called like its file and stands once in the repository", () => {
  const pascal = (file: string) =>
    basename(file)
      .replace(/\.tsx?$/, "")
      .replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const named = sources.flatMap((file) =>
    [...text.get(file)!.matchAll(/^export \* as (\w+)/gm)].map(([, name]) => ({
      file,
      name,
    })),
  );
  expect(named.filter(({ file, name }) => name !== pascal(file))).toEqual([]);
  const names = named.map(({ name }) => name);
  expect(names.filter((name, k) => names.indexOf(name) < k)).toEqual([]);
});

test("no room of core has 3,000 lines", () => {
  const lines = new Map<string, number>();
  for (const file of sources.filter((one) => packageOf(one) === "core")) {
    const room = roomOf(file);
    const more = text.get(file)!.split("\n").length - 1;
    lines.set(room, (lines.get(room) ?? 0) + more);
  }
  expect([...lines].filter(([, count]) => count >= 3000)).toEqual([]);
});
