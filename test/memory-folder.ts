// memory-folder: a folder of its own for a test, in memory where there is room, since every write of the stores is synced
import { existsSync, statfsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const shared = "/dev/shm";
const neededBytes = 2 ** 30;

function place() {
  if (!existsSync(shared)) return tmpdir();
  const { bavail, bsize } = statfsSync(shared);
  return bavail * bsize < neededBytes ? tmpdir() : shared;
}

export const memoryFolder = () => mkdtemp(join(place(), "mainstay-"));
