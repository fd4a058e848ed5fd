// scratch: files of this machine made from objects of the bucket, kept under a bound in bytes while nobody reads them
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Held = { path: string; bytes: number; readers: number };

let folder: string | undefined;

function place(name: string) {
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), "mainstay-scratch-"));
    process.once("exit", () => rmSync(folder!, { recursive: true }));
  }
  return join(folder, name);
}

const maxShare = 1 / 4; // of the disk
const maxBytes = 4 * 2 ** 30;

let known: number | undefined;
const bound = () =>
  (known ??= Math.min(
    maxBytes,
    (({ bsize, blocks }) => bsize * blocks * maxShare)(statfsSync(tmpdir())),
  ));

// In the order of use, the longest unused first.
const files = new Map<string, Promise<Held>>();
let total = 0;

async function obtain(name: string, make: () => Promise<Uint8Array>) {
  const known = files.get(name);
  const making = known ?? write(name, make);
  files.delete(name);
  files.set(name, making);
  making.catch(() => files.delete(name));
  const held = await making;
  held.readers++;
  return held;
}

async function write(name: string, make: () => Promise<Uint8Array>) {
  const bytes = await make();
  const path = place(name);
  await writeFile(path, bytes);
  total += bytes.length;
  return { path, bytes: bytes.length, readers: 0 };
}

async function tidy(max: number) {
  for (const [name, making] of files) {
    if (total <= max) return;
    const held = await making.catch(() => null);
    if (!held || held.readers || files.get(name) !== making) continue;
    files.delete(name);
    total -= held.bytes;
    await rm(held.path, { force: true });
  }
}

export type Lease = ReturnType<typeof lease>;

/** Files that stay until the lease ends. A name says what a file holds: equal names, equal bytes. */
export function lease(max = bound()) {
  const own = new Map<string, Promise<Held>>();
  return {
    async file(name: string, make: () => Promise<Uint8Array>) {
      const held = own.get(name) ?? obtain(name, make);
      own.set(name, held);
      return (await held).path;
    },
    async end() {
      for (const held of await Promise.allSettled(own.values()))
        if (held.status === "fulfilled") held.value.readers--;
      own.clear();
      await tidy(max);
    },
  };
}

export * as Scratch from "./scratch";
