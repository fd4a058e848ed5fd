// stage: one machine on which days are played; the process that comes to the chosen write dies there, and who waited asks again
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { OutgoingMessage } from "node:http";
import { vi } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Table } from "@mainstay/core/aws/table";
import { Sweep } from "@mainstay/core/jobs/sweep";
import { Presigned } from "@mainstay/core/ingest/presigned";
import { Jobs } from "@mainstay/core/jobs/jobs";
import { Problems } from "@mainstay/core/jobs/problems";
import { Line } from "@mainstay/core/work/line";
import { start, type Cloud, type Queue } from "../cloud";
import { breakAt, install, live } from "./killed";

/** `lasts`: whoever comes to this write fails there, until somebody mends it and tries again what failed for good. */
export type Kill = {
  at: number;
  isDone: boolean;
  times: number;
  lasts: boolean;
};
export type Stage = Awaited<ReturnType<typeof open>>;
export type Day = ReturnType<Stage["day"]>;

// Longer than any lease, and than a queue may forget a message.
const waitMs = 20 * 60_000;
const maxRounds = 60;
const dawn = Date.parse("2026-12-01T01:00:00Z");
// Files of somebody else's, dropped while the day goes on; each costs about as much as the day itself.
const drops = process.env.CHAOS ? 6 : 1;

export async function open() {
  for (const name of ["log", "warn", "error"] as const)
    vi.spyOn(console, name).mockImplementation(() => {});
  // Servers send real time, by which the SDK's clients would correct the made one.
  Object.defineProperty(OutgoingMessage.prototype, "sendDate", {
    get: () => false,
    set: () => {},
  });
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: dawn });
  const cloud = await start();
  install();
  return {
    day: (kill: Kill | null) => day(cloud, kill),
    async clear() {
      const keys: string[] = [];
      for await (const { key } of Bucket.list("")) keys.push(key);
      await Promise.all(keys.map(Bucket.remove));
      await Table.removeAll(await items());
      await cloud.drain({ give: async () => true });
      // What a process remembers for a second is forgotten.
      vi.advanceTimersByTime(5_000);
      vi.setSystemTime(dawn);
    },
    async close() {
      vi.useRealTimers();
      await cloud.stop();
    },
  };
}

export async function items() {
  const found: Table.Item[] = [];
  let ExclusiveStartKey: Record<string, any> | undefined;
  do {
    const page = await Table.client().send(
      new ScanCommand({ TableName: "mainstay", ExclusiveStartKey }),
    );
    for (const item of page.Items ?? [])
      found.push(unmarshall(item) as Table.Item);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}

function day(cloud: Cloud, kill: Kill | null) {
  let writes = 0;
  let died: string | undefined;
  let dropped = 0;
  let deliveries = 0;
  const later = (ms: number) => {
    vi.advanceTimersByTime(5_000);
    vi.setSystemTime(Date.now() + ms);
  };

  async function once(run: () => Promise<unknown>) {
    const killAt = kill && !died ? kill.at - writes : Infinity;
    const told = await live(run, { killAt, isDone: kill?.isDone });
    writes += told.writes;
    if (told.died) {
      died = told.died;
      if (kill!.lasts) breakAt(died);
    }
    return told;
  }

  async function foreign() {
    if (dropped === drops || ++deliveries % 3) return;
    const rows = `customer_id,month,mrr\nx,2026-10,${dropped}\ny${dropped},2026-10,1\n`;
    const key = Bucket.keys.inbox("neighbours", `f${dropped++}.csv`);
    await Bucket.put(key, rows);
  }

  const give = async (queue: Queue, body: string) => {
    await foreign();
    for (let tries = 0; tries < 20; tries++) {
      const { answer } = await once(() => cloud.deliver(queue, body));
      if (answer === true) return true;
      later(60_000);
    }
    // Put aside among the dead messages, as the queue does.
    await Problems.died(body, new Date());
    return true;
  };

  const lines = async () => [
    ...new Set([...(await Presigned.datasets()), "neighbours"]),
  ];
  const isIdle = async () => {
    for (const name of await lines())
      if ((await Line.waiting(name)).length) return false;
    return true;
  };

  async function passed() {
    // What fails keeps coming back for as long as it fails, and then somebody mends it.
    const all = { give, times: kill?.times ?? 1, rounds: maxRounds };
    await cloud.drain(all);
    for (let n = 0; !(await isIdle()) || n === 0; n++) {
      if (n === 4) breakAt(null);
      if (n === 12)
        throw new Error("works stand in line and nobody is at them");
      later(waitMs);
      await once(() => Sweep.run(new Date()));
      await cloud.drain(all);
    }
  }

  /** What failed for good is tried again, once it is mended. */
  async function mend() {
    breakAt(null);
    await passed();
    for (let n = 0; n < 5; n++) {
      const { items: problems } = await Problems.list({ limit: 100 });
      const again = problems.filter(({ mayRetry }) => mayRetry);
      if (!again.length) break;
      later(1_000);
      for (const { id } of again) await Problems.retry(id, new Date());
      await passed();
    }
  }

  let isMended = false;
  async function drain() {
    await passed();
    if (!kill?.lasts || !died || isMended) return;
    isMended = true;
    // The day goes on with what it rests on.
    await mend();
  }

  return {
    drain,
    /** Somebody's call, which they make again where it died. */
    async call<T>(run: () => Promise<T>): Promise<T> {
      later(1_000);
      for (let tries = 0; tries < 20; tries++) {
        const { answer } = await once(run);
        if (!(answer as { error?: unknown } | undefined)?.error)
          return answer as T;
        if (tries === 5) breakAt(null);
        if (tries === 19) throw (answer as { error: unknown }).error;
        later(60_000);
      }
      throw new Error("unreachable");
    },
    async drop(dataset: string, name: string, body: string) {
      later(1_000);
      await Bucket.put(Bucket.keys.inbox(dataset, name), body);
    },
    /** All is done, and what failed for good is tried again. */
    async end() {
      while (dropped < drops) await foreign();
      await passed();
      await mend();
      return { writes, died };
    },
    jobs: async () => (await Jobs.list({ limit: 100 })).items,
  };
}
