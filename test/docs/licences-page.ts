// licences-page: docs/licences.md, what Mainstay is built from and under which licences, written from the lockfile; run it to write the page anew
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import prettier from "prettier";

const page = "docs/licences.md";
type Locked = {
  version?: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
};

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Locked>;
};

// Packages that say their licence in a file and not in their manifest.
const told: Record<string, string> = { "png-js": "MIT" };

/** Every package that runs with Mainstay, with its licence; tools of its development are left out. */
export const running = Object.entries(packages)
  .filter(
    ([path, { dev, link }]) => /node_modules\//.test(path) && !dev && !link,
  )
  .map(([path, { version, license }]) => {
    const name = path.replace(/^.*node_modules\//, "");
    return {
      name: `${name} ${version}`,
      licence: license ?? told[name] ?? "unknown",
    };
  });

export function licencesPage() {
  const licences = [...new Set(running.map(({ licence }) => licence))].sort();
  const parts = licences.map((licence) => {
    const names = running
      .filter((one) => one.licence === licence)
      .map(({ name }) => name);
    return `## ${licence}\n\n${[...new Set(names)].sort().join(", ")}\n`;
  });
  const head =
    "# Licences\n\nThe packages that run with Mainstay, by licence, as the lockfile pins them; `npm run map` writes this page. Every one of them may be used, changed and passed on with its notice.\n\n";
  return prettier.format(head + parts.join("\n"), { parser: "markdown" });
}

export const stored = () => readFileSync(page, "utf8");

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(page, await licencesPage());
