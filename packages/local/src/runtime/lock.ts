// lock: one machine at a time on a data folder; the kernel frees it with the process, so a kill leaves nothing stale
import { Failure } from "@mainstay/core/base/error";
import { ClassicLevel } from "classic-level";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

export async function hold(directory: string) {
  await mkdir(directory, { recursive: true });
  const level = new ClassicLevel(join(directory, "lock"));
  await level.open().catch((error) => {
    if (error.cause?.code !== "LEVEL_LOCKED") throw error;
    throw new Failure(
      "machine.data.locked",
      `Expected the data folder ${directory} for itself; another Mainstay is running on it. Use that one or stop it, or name another folder with --data`,
      409,
    );
  });
  return () => level.close();
}

export * as Lock from "./lock";
