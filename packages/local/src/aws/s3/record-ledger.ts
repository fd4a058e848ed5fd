// record-ledger: durable records in the order of their keys' UTF-8 bytes, changed by one writer at a time
import { ClassicLevel } from "classic-level";

export interface Transaction {
  get<T>(key: string): T | undefined;
  put(key: string, value: unknown): void;
  del(key: string): void;
  // Milliseconds since the epoch, never the same twice nor earlier than before, over restarts too.
  stamp(): number;
}

interface Job {
  run(transaction: Transaction): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

const stampKey = "stamp";

export class Ledger {
  readonly #level: ClassicLevel<string, any>;
  readonly #clock: () => number;
  #last = 0;
  #jobs: Job[] = [];
  #writing?: Promise<void>;

  private constructor(level: ClassicLevel<string, any>, clock: () => number) {
    this.#level = level;
    this.#clock = clock;
  }

  static async open(directory: string, clock: () => number) {
    const level = new ClassicLevel<string, any>(directory, {
      valueEncoding: "json",
    });
    await level.open();
    const ledger = new Ledger(level, clock);
    ledger.#last = ledger.get<number>(stampKey) ?? 0;
    return ledger;
  }

  get<T>(key: string): T | undefined {
    return this.#level.getSync(key) as T | undefined;
  }

  // Keys as bytes, since a key that follows a prefix need not be valid UTF-8 to be sought.
  entries<T>(from: Buffer, to: Buffer) {
    return this.#level.iterator<Buffer, T>({
      gte: from,
      lt: to,
      keyEncoding: "buffer",
      valueEncoding: "json",
    });
  }

  async values<T>(prefix: string): Promise<T[]> {
    return this.#level
      .values<string, T>({ gte: prefix, lt: prefix + "\u{10ffff}" })
      .all();
  }

  // `run` must be synchronous and sees all that ran before it; resolves once its changes are on the disk.
  transact<T>(run: (transaction: Transaction) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({
        run,
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      this.#writing ??= this.#drain().finally(
        () => (this.#writing = undefined),
      );
    });
  }

  async #drain() {
    // What arrives during one write to the disk shares the next one.
    while (this.#jobs.length) await this.#write(this.#jobs.splice(0));
  }

  async #write(jobs: Job[]) {
    const changes = new Map<string, unknown>();
    const done: (() => void)[] = [];
    for (const job of jobs) {
      try {
        const own = new Map<string, unknown>();
        const result = job.run(this.#transaction(changes, own));
        for (const [key, value] of own) changes.set(key, value);
        done.push(() => job.resolve(result));
      } catch (error) {
        job.reject(error);
      }
    }
    if (changes.size) {
      const batch = [...changes].map(([key, value]) =>
        value === undefined
          ? ({ type: "del", key } as const)
          : ({ type: "put", key, value } as const),
      );
      try {
        await this.#level.batch(batch, { sync: true });
      } catch (error) {
        for (const job of jobs) job.reject(error);
        return;
      }
    }
    for (const resolve of done) resolve();
  }

  #transaction(
    before: Map<string, unknown>,
    own: Map<string, unknown>,
  ): Transaction {
    return {
      get: <T>(key: string) => {
        for (const changes of [own, before])
          if (changes.has(key)) return changes.get(key) as T | undefined;
        return this.get<T>(key);
      },
      put: (key, value) => own.set(key, value),
      del: (key) => own.set(key, undefined),
      stamp: () => {
        this.#last = Math.max(this.#clock(), this.#last + 1);
        own.set(stampKey, this.#last);
        return this.#last;
      },
    };
  }

  async close() {
    await this.#writing;
    await this.#level.close();
  }
}
