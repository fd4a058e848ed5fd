// load-sample: the sample company through the front door: definition by HTTP, files into the inbox, training, the month's report
import { Bucket } from "@mainstay/core/aws/bucket";
import { SampleCompany } from "./sample-company";

export type Options = {
  url: string;
  key: string;
  now: Date;
  progress: (line: string) => void;
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

export async function load({ url, key, now, ...options }: Options) {
  const { progress: print, ...size } = options;
  let said = "";
  // A line that says the same as the one before is not worth another.
  const progress = (line: string) => {
    if (line !== said) print(line);
    said = line;
  };
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

  progress(`Inventing a sample company up to ${end}`);
  const { customers, events, feedback, knowledge, definition, settings } =
    SampleCompany.generate({ end, ...size });
  await call("PUT", "/v1/datasets/customers", definition);
  for (const [noun, config] of Object.entries(settings))
    await call("PUT", `/v1/settings/customers/${noun}`, config);
  for (const [month, text] of customers)
    await Bucket.put(Bucket.keys.inbox("customers", `${month}.csv`), text);
  await Bucket.put(Bucket.keys.inbox("events", "events.csv"), events);
  await Bucket.put(Bucket.keys.inbox("feedback", "feedback.csv"), feedback);
  await Bucket.put(Bucket.keys.inbox("knowledge", "articles.csv"), knowledge);

  const uploads = async () => {
    const { items } = await call<{ items: Upload[] }>(
      "GET",
      "/v1/uploads?limit=1000",
    );
    const failed = items.find((upload) => upload.state === "failed");
    if (failed) throw new Error(`${failed.key}: ${failed.error?.message}`);
    return items;
  };
  const expected = customers.size + 3;
  await until(async () => {
    const done = (await uploads()).filter(({ state }) => state === "done");
    progress(`Ingested ${done.length} of ${expected} files`);
    return done.length === expected;
  });

  for (const [dataset, what] of [
    ["feedback", "the model of comments"],
    ["events", "the recommender"],
    ["customers", "the model of customers"],
  ])
    await train(dataset, what);
  async function train(dataset: string, what: string) {
    const path = `/v1/models/${dataset}/train`;
    const { jobId } = await call<{ jobId: string }>("POST", path, {});
    await follow(jobId, `Training ${what}`);
  }
  async function follow(jobId: string, what: string) {
    await until(async () => {
      const job = await call<Job>("GET", `/v1/jobs/${jobId}`);
      if (job.state === "failed")
        throw new Error(`${what} failed: ${job.error?.message}`);
      progress(
        `${what}: ${Math.round(100 * job.progress)} % ${job.stage ?? job.state}`,
      );
      return job.state === "done";
    });
  }

  const ofCustomers = ({ key }: Upload) => key.startsWith("inbox/customers/");
  await until(async () => {
    const all = (await uploads()).filter(ofCustomers);
    const scored = all.filter((upload) => upload.scored === upload.accepted);
    progress(`Scored ${scored.length} of ${all.length} months`);
    return scored.length === all.length;
  });
  // Of a busy machine the report takes longer than the call waits.
  const { jobId } = await call<{ jobId?: string }>(
    "POST",
    `/v1/reports/${end}`,
  );
  if (jobId) await follow(jobId, `Writing the report of ${end}`);
  progress(`Wrote the report of ${end}`);
}

async function until(done: () => Promise<boolean>) {
  while (!(await done())) await pause(500);
}
