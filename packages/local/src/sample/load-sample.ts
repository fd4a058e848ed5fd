// load-sample: the sample company through the front door: definition by HTTP, files into the inbox, training, the month's report
import { Bucket } from "@mainstay/core/aws/bucket";
import type { Progress } from "./progress-line";
import { SampleCompany } from "./sample-company";

export type Options = {
  url: string;
  key: string;
  now: Date;
  progress: Pick<Progress, "at">;
  months?: number;
  customers?: number;
};

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

type Upload = {
  key: string;
  state: string;
  accepted: number;
  scored: number;
  error?: { message: string };
};
type Job = {
  state: string;
  progress: number;
  stage?: string;
  version?: string;
  error?: { message: string };
};

const steps = 7;

/** Loads the sample; what an earlier load brought to its end is not done again. */
export async function load({ url, key, now, ...options }: Options) {
  const { progress, ...size } = options;
  const at = (step: number, text: string, share?: number) =>
    progress.at(step, steps, text, share);
  const call = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        accept: "application/json",
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1))
    .toISOString()
    .slice(0, 7);

  at(1, `inventing a sample company up to ${end}`);
  const { customers, definition, settings, ...logs } = SampleCompany.generate({
    end,
    ...size,
  });
  await call("PUT", "/v1/datasets/customers", definition);
  for (const [noun, config] of Object.entries(settings))
    await call("PUT", `/v1/settings/customers/${noun}`, config);
  for (const [month, text] of customers)
    await Bucket.put(Bucket.keys.inbox("customers", `${month}.csv`), text);
  for (const [dataset, text] of Object.entries(logs))
    await Bucket.put(Bucket.keys.inbox(dataset, `${dataset}.csv`), text);

  const uploads = async () => {
    const { items } = await call<{ items: Upload[] }>(
      "GET",
      "/v1/uploads?limit=1000",
    );
    const failed = items.find((upload) => upload.state === "failed");
    if (failed) throw new Error(`${failed.key}: ${failed.error?.message}`);
    return items;
  };
  const expected = customers.size + Object.keys(logs).length;
  await until(async () => {
    const done = (await uploads()).filter(({ state }) => state === "done");
    at(2, `reading ${expected} files`, done.length / expected);
    return done.length === expected;
  });

  const trained = [
    ["feedback", "the model of comments"],
    ["events", "the recommender"],
    ["customers", "the model of customers"],
  ] as const;
  for (const [k, [dataset, what]] of trained.entries()) {
    const path = `/v1/models/${dataset}`;
    const { items } = await call<{ items: unknown[] }>("GET", path);
    if (items.length) continue;
    const { jobId } = await call<{ jobId: string }>(
      "POST",
      `${path}/train`,
      {},
    );
    await follow(3 + k, jobId, `training ${what}`);
  }
  async function follow(step: number, jobId: string, what: string) {
    await until(async () => {
      const job = await call<Job>("GET", `/v1/jobs/${jobId}`);
      if (job.state === "failed")
        throw new Error(`${what} failed: ${job.error?.message}`);
      at(step, what, job.progress);
      return job.state === "done";
    });
  }

  const ofCustomers = ({ key }: Upload) => key.startsWith("inbox/customers/");
  await until(async () => {
    const all = (await uploads()).filter(ofCustomers);
    const scored = all.filter((upload) => upload.scored === upload.accepted);
    at(6, `scoring ${all.length} months`, scored.length / all.length);
    return scored.length === all.length;
  });
  // On a busy machine the report takes longer than the call waits.
  at(7, `writing the report of ${end}`);
  const { jobId } = await call<{ jobId?: string }>(
    "POST",
    `/v1/reports/${end}`,
  );
  if (jobId) await follow(7, jobId, `writing the report of ${end}`);
}

async function until(done: () => Promise<boolean>) {
  while (!(await done())) await pause(500);
}
