// score-handler: one row through the API's handler, from its event to its response, warm and in this process
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Bucket } from "@mainstay/core/aws/bucket";
import { train } from "@mainstay/training/job/train";
import { handler } from "@mainstay/functions/api/index";
import { settled, start } from "../functions/cloud";
import { csv, definition, rows } from "../functions/company";

const warmups = 500;
const calls = 5_000;

const quantile = (sorted: number[], q: number) =>
  sorted[Math.floor(q * (sorted.length - 1))];

export async function run() {
  const cloud = await start();
  const text = csv("2026-10");
  await cloud.call("PUT", "/v1/datasets/customers", definition);
  await Bucket.put(Bucket.keys.inbox("customers", "2026-10.csv"), text);
  await settled(cloud, "customers", 1);
  const dataset = "customers";
  await train({ dataset, seed: 42, now: new Date(), progress: () => {} });
  await new Promise((done) => setTimeout(done, 2_000));
  const sent = rows(text);
  const took: number[] = [];
  for (let n = 0; n < warmups + calls; n++) {
    const event = eventOf(cloud.key, { rows: [sent[n % sent.length]] });
    const from = performance.now();
    const { statusCode } = (await handler(event as never)) as any;
    if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
    if (n >= warmups) took.push(performance.now() - from);
  }
  await cloud.stop();
  took.sort((a, b) => a - b);
  const [p50Ms, p99Ms] = [quantile(took, 0.5), quantile(took, 0.99)];
  // The goal for one row, warm, without reasons.
  return { name: "score-handler", p50Ms, p99Ms, goalP50Ms: 1.5 };
}

const path = "/v1/score/customers";

const eventOf = (
  key: string,
  body: unknown,
): Partial<APIGatewayProxyEventV2> => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: "",
  headers: {
    host: "127.0.0.1",
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
  },
  requestContext: {
    domainName: "127.0.0.1",
    http: { method: "POST", path },
  } as APIGatewayProxyEventV2["requestContext"],
  body: JSON.stringify(body),
  isBase64Encoded: false,
});

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await run());
  process.exit();
}
