// knip: which files and exports nobody uses; packages name every file as an entry, so entries are looked at too
import type { KnipConfig } from "knip";

const pascal = (name: string) =>
  name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * A file's namespace, which it exports itself, as `import * as`: knip 6 forgets who uses what of a file that imports itself
 * when it comes to the file before it comes to its importers.
 */
function compile(source: string) {
  return source
    .replace(/^export \* as .*$/gm, "")
    .replace(
      /const \{ (\w+) \} = (await import\(\s*"(?:[^"]+\/)?([\w-]+)")/g,
      (whole, name: string, imported: string, file: string) =>
        name === pascal(file) ? `const ${name} = ${imported}` : whole,
    )
    .replace(
      /^import (type )?\{([^}]*)\} from "([^"]+\/)?([\w-]+)";/gm,
      (whole, type = "", names: string, folder = "", file: string) => {
        const namespace = pascal(file);
        const list = names.split(",").map((name) => name.trim());
        const own = list.find(
          (name) => name.replace("type ", "") === namespace,
        );
        if (!own || !folder) return whole;
        const rest = list.filter((name) => name && name !== own).join(", ");
        const path = `"${folder}${file}"`;
        const others = rest ? ` import ${type}{ ${rest} } from ${path};` : "";
        const sameName = ` import type { ${namespace} as _ } from ${path};`;
        return `import ${type}* as ${namespace} from ${path};${sameName}${others}`;
      },
    );
}

export default {
  ignoreExportsUsedInFile: true,
  compilers: { ts: compile, tsx: compile },
  include: ["files", "exports", "types", "nsExports", "nsTypes", "duplicates"],
  // Written from the OpenAPI document.
  ignore: ["packages/client/src/schema.ts"],
  workspaces: {
    ".": {
      entry: [
        "infra/*.ts",
        "test/**/*.test.{ts,tsx}",
        "test/{bench,docs,mutate}/*.{ts,mjs}",
        "test/infra/{aws,synth}.ts",
        "test/local/fixtures/*.ts",
      ],
      project: ["infra/**/*.ts", "test/**/*.{ts,tsx,mjs}"],
    },
    "packages/*": { includeEntryExports: true, project: ["src/**/*.{ts,tsx}"] },
  },
} satisfies KnipConfig;
