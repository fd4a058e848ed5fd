// object-files: the bytes of objects, immutable once written, under names that owe nothing to a key's spelling
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export interface Segment {
  file: string;
  size: number; // bytes
}

export class Files {
  readonly #data: string;
  readonly #temporary: string;
  // Readers count on a file until they let go of it, though its object is overwritten meanwhile.
  readonly #pins = new Map<string, number>();
  readonly #doomed = new Set<string>();

  constructor(directory: string) {
    this.#data = join(directory, "data");
    this.#temporary = join(directory, "temporary");
  }

  /** How many files there are, of objects or of none. */
  count = async () =>
    (await readdir(this.#data).catch(() => [] as string[])).length;

  // Whatever a crash left half written, or written and not yet known to any object, goes.
  async sweep(known: Set<string>) {
    await rm(this.#temporary, { recursive: true, force: true });
    await mkdir(this.#temporary, { recursive: true });
    await mkdir(this.#data, { recursive: true });
    for (const file of await readdir(this.#data))
      if (!known.has(file))
        await rm(join(this.#data, file), { recursive: true, force: true });
  }

  // The file is whole and on the disk when this resolves, and absent when it rejects.
  async write(label: string, pieces: AsyncIterable<Buffer>): Promise<string> {
    const file = createHash("sha256")
      .update(`${label}/${randomUUID()}`)
      .digest("hex");
    const temporary = join(this.#temporary, file);
    const handle = await open(temporary, "wx");
    try {
      let pending: Promise<unknown> = Promise.resolve();
      try {
        for await (const piece of pieces) {
          await pending;
          // Awaited with the next piece in hand, so that digesting and writing overlap.
          pending = handle.writeFile(piece);
          pending.catch(() => {});
        }
      } finally {
        await pending;
      }
      await handle.datasync();
    } catch (error) {
      await handle.close();
      await rm(temporary, { force: true });
      throw error;
    }
    await handle.close();
    await rename(temporary, join(this.#data, file));
    await this.#syncDirectory();
    return file;
  }

  async #syncDirectory() {
    const handle = await open(this.#data, "r");
    await handle.sync().finally(() => handle.close());
  }

  pin(segments: Segment[]) {
    for (const { file } of segments)
      this.#pins.set(file, (this.#pins.get(file) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      for (const { file } of segments) {
        const left = this.#pins.get(file)! - 1;
        if (left) this.#pins.set(file, left);
        if (left) continue;
        this.#pins.delete(file);
        if (this.#doomed.delete(file)) void this.#remove(file);
      }
    };
  }

  async discard(files: string[]) {
    await Promise.all(
      files.map((file) => {
        if (!this.#pins.has(file)) return this.#remove(file);
        this.#doomed.add(file);
      }),
    );
  }

  // A file that cannot be removed now is swept at the next start.
  #remove(file: string) {
    return rm(join(this.#data, file), { force: true }).catch(() => {});
  }

  // Bytes [start, end) of the segments laid end to end.
  async *read(
    segments: Segment[],
    start: number,
    end: number,
  ): AsyncGenerator<Buffer> {
    let offset = 0;
    for (const { file, size } of segments) {
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, size);
      offset += size;
      if (from >= to) continue;
      const options = { start: from, end: to - 1, highWaterMark: 1 << 20 };
      yield* createReadStream(
        join(this.#data, file),
        options,
      ) as AsyncIterable<Buffer>;
    }
  }
}
