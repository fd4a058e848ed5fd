import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { mockClient } from "aws-sdk-client-mock";
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Alert } from "@mainstay/core/playbooks/alert/alert";
import { FindAlerts } from "@mainstay/core/playbooks/alert/find-alerts";
import { SendAlert } from "@mainstay/core/playbooks/alert/send-alert";
import { Webhook } from "@mainstay/core/playbooks/alert/webhook";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Settings } from "@mainstay/core/settings/settings";
import { start, type Cloud } from "../../cloud";

const arn = "arn:aws:sns:us-east-1:123456789012:Alerts";
const sns = mockClient(SNSClient);
let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
  process.env.SST_RESOURCE_Alerts = JSON.stringify({ arn });
});
afterAll(() => cloud.stop());
afterEach(() => sns.reset());

const secret = "a secret of the receiver";
// As the documentation tells a receiver to.
function verify(header: string, body: string) {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const mac = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  return mac === v1 && Math.abs(Date.now() / 1000 - Number(t)) < 300;
}

/** A loopback server that answers the given states in turn, the last one for ever. */
async function hook(...states: number[]) {
  const texts: string[] = [];
  const signed: boolean[] = [];
  const read = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    texts.push(JSON.parse(body).text);
    signed.push(verify(String(request.headers["mainstay-signature"]), body));
  };
  const server = createServer((request, response) => {
    void read(request).then(() => {
      const state = states.length > 1 ? states.shift()! : states[0];
      response.writeHead(state, { location: "http://127.0.0.1:9/elsewhere" });
      response.end("no");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/hook`;
  return {
    url,
    texts,
    signed,
    channel: Webhook.channel(
      { webhook: url, secret },
      { pauseMs: 1, timeoutMs: 2000 },
    ),
    stop: () => new Promise((done) => server.close(done)),
  };
}

const now = new Date("2026-11-03T08:00:00Z");
const alert = (dataset: string, n: number): Alert.Info => ({
  cause: `high-risk#2026-10#c${n}`,
  kind: "high-risk",
  dataset,
  customer: `c${n}`,
  text: { en: `c${n} is at high risk`, zh: `c${n} 高风险` },
});

const standing = (
  period: string,
  rows: Record<string, ["high" | "medium" | "low" | null, number | null]>,
) => ({
  period,
  id: Object.keys(rows),
  band: Object.values(rows).map(([band]) => band),
  health: Object.values(rows).map(([, health]) => health),
});
const before = standing("2026-09", {
  risen: ["medium", 60],
  stayed: ["high", 40],
  fell: ["low", 80],
  dipped: ["low", 80],
  unknown: [null, null],
});
const after = standing("2026-10", {
  risen: ["high", 55],
  stayed: ["high", 40],
  fell: ["low", 65],
  dipped: ["low", 65.1],
  unknown: [null, 10],
  fresh: ["high", 20],
});

test("customers newly at high risk or fallen far are found, and nobody who only stays so", () => {
  const found = FindAlerts.find(
    { dataset: "customers", before, now: after },
    Alert.defaults,
  );
  expect(found.map(({ cause }) => cause)).toEqual([
    "high-risk#2026-10#risen",
    "health-fall#2026-10#fell",
    "high-risk#2026-10#fresh",
  ]);
  expect(found[1].text).toEqual({
    en: "The health of fell fell from 80 to 65 (2026-10).",
    zh: "fell 的健康分从 80 降至 65（2026-10）。",
  });
  const first = { dataset: "customers", before: null, now: after };
  expect(FindAlerts.find(first, Alert.defaults)).toEqual([]);
});

test("who surely uses up what it may spend is named once, not month after month", () => {
  const day = Date.parse("2026-11-20") / 86_400_000;
  const spending = (
    rows: Record<string, "credits" | "budget" | null>,
    latest: number | null = day,
  ) => ({
    limit: Object.values(rows),
    exhausted: Object.values(rows).map((of) => of && day),
    latest: Object.values(rows).map((of) => of && latest),
  });
  const rows = { old: "credits", fresh: "budget", fine: null } as const;
  const calm = { old: ["low", 80], fresh: ["low", 80], fine: ["low", 80] };
  const found = (latest: number | null) =>
    FindAlerts.find(
      {
        dataset: "customers",
        before: {
          ...standing("2026-09", calm as never),
          spend: spending({ ...rows, fresh: null }),
        },
        now: {
          ...standing("2026-10", calm as never),
          spend: spending(rows, latest),
        },
      },
      Alert.defaults,
    );
  expect(found(day)).toMatchObject([
    {
      cause: "exhaustion#budget#2026-11#fresh",
      text: {
        en: "fresh uses up its budget on 2026-11-20 at its pace.",
        zh: "按当前速度，fresh 的预算将于 2026-11-20 用尽。",
      },
    },
  ]);
  expect(found(null)).toEqual([]);
});

test("failures are found once each, and only kinds the owner wants to hear of", () => {
  const happened = {
    dataset: "customers",
    before,
    now: after,
    uploads: [{ id: "u1", key: "inbox/x.csv", message: "no header" }],
    refusals: [{ id: "j1", message: "no better than the base rate" }],
    trainings: [{ id: "j2", message: "it ended early" }],
  };
  const causes = (config: object) =>
    FindAlerts.find(happened, Alert.Config.parse(config)).map((a) => a.cause);
  expect(causes({}).slice(0, 3)).toEqual([
    "upload-failed#u1",
    "model-refused#j1",
    "training-failed#j2",
  ]);
  expect(causes({ causes: ["training-failed"] })).toEqual([
    "training-failed#j2",
  ]);
  expect(causes({ causes: [] })).toEqual([]);
});

test("a message names twenty alerts and counts the rest", () => {
  const all = Array.from({ length: 23 }, (_, n) => alert("customers", n));
  const { subject, text } = Alert.message(all, "en");
  expect(subject).toBe("Mainstay: 23 new alerts in customers");
  const lines = text.split("\n");
  expect(lines.filter((line) => line.startsWith("• "))).toHaveLength(20);
  expect(lines.at(-1)).toBe("And 3 more.");
  expect(Alert.message(all, "zh").text).toContain("另有 3 条。");
});

test("a cause is told once, however often it is found", async () => {
  const { texts, channel, stop } = await hook(200);
  const raise = (...numbers: number[]) =>
    Alert.raise(
      "once",
      numbers.map((n) => alert("once", n)),
      Alert.defaults,
      now,
      [channel],
    );
  expect(await raise(1, 2)).toEqual({ sent: 2, failed: [] });
  expect(await raise(1, 2)).toEqual({ sent: 0, failed: [] });
  expect(await raise(2, 3)).toEqual({ sent: 1, failed: [] });
  expect(texts).toHaveLength(2);
  expect(texts[1]).toBe("Mainstay: 1 new alert in once\n• c3 is at high risk");
  await stop();
});

test("what a channel did not take is sent by the next run, and by the others not twice", async () => {
  const { texts, channel, stop } = await hook(400, 200);
  sns.on(PublishCommand).resolves({});
  const to = [SendAlert.topic()!, channel];
  const raise = (alerts: Alert.Info[]) =>
    Alert.raise("again", alerts, Alert.defaults, now, to);
  const first = await raise([alert("again", 1)]);
  expect(first.failed).toEqual([
    { channel: "webhook", why: expect.stringMatching(/answered 400/) },
  ]);
  expect((await Alert.list("again"))[0]).toMatchObject({
    state: "pending",
    reached: ["topic"],
  });
  expect(await raise([])).toEqual({ sent: 1, failed: [] });
  expect(texts).toHaveLength(2);
  expect(sns.commandCalls(PublishCommand)).toHaveLength(1);
  expect(await raise([])).toEqual({ sent: 0, failed: [] });
  await stop();
});

test("a topic that fails keeps no webhook from hearing, and hears later", async () => {
  const { texts, channel, stop } = await hook(200);
  sns
    .on(PublishCommand)
    .rejectsOnce(new Error("Rate exceeded"))
    .resolves({ MessageId: "1" });
  const to = [SendAlert.topic()!, channel];
  const raise = (alerts: Alert.Info[]) =>
    Alert.raise("topic", alerts, Alert.defaults, now, to);
  expect((await raise([alert("topic", 1)])).failed).toEqual([
    { channel: "topic", why: "Rate exceeded" },
  ]);
  expect(texts).toHaveLength(1);
  expect(await raise([])).toEqual({ sent: 1, failed: [] });
  expect(texts).toHaveLength(1);
  const { input } = sns.commandCalls(PublishCommand)[1].args[0];
  expect(input).toMatchObject({
    TopicArn: arn,
    Subject: "Mainstay: 1 new alert in topic",
  });
  await stop();
});

test("of two runs at once only one sends", async () => {
  const { texts, channel, stop } = await hook(200);
  const raise = () =>
    Alert.raise("both", [alert("both", 1)], Alert.defaults, now, [channel]);
  const answers = await Promise.all([raise(), raise()]);
  expect(answers.map(({ sent }) => sent).sort()).toEqual([0, 1]);
  expect(texts).toHaveLength(1);
  await stop();
});

test("alerts with nobody to tell are kept as told, and not told when a channel comes", async () => {
  await Alert.raise("silent", [alert("silent", 1)], Alert.defaults, now, []);
  const { texts, channel, stop } = await hook(200);
  await Alert.raise("silent", [], Alert.defaults, now, [channel]);
  expect(await Alert.list("silent")).toMatchObject([{ state: "sent" }]);
  expect(texts).toEqual([]);
  await stop();
});

test("a webhook is tried thrice on 5xx and 429, once on a refusal, and never follows a redirect", async () => {
  const tried = async (...states: number[]) => {
    const { texts, channel, stop } = await hook(...states);
    const answer = await channel
      .send({ subject: "s", text: "t" })
      .then(() => "taken")
      .catch((error: Error) => error.message);
    await stop();
    return [texts.length, answer];
  };
  expect(await tried(503, 429, 204)).toEqual([3, "taken"]);
  expect(await tried(500)).toEqual([
    3,
    "The webhook took no alert: it answered 500",
  ]);
  expect(await tried(404)).toEqual([
    1,
    "The webhook took no alert: it answered 404",
  ]);
  expect(await tried(307)).toEqual([
    1,
    "The webhook took no alert: it answered 307",
  ]);
});

test("what a webhook gets is signed with its secret", async () => {
  const { signed, channel, stop } = await hook(503, 204);
  await channel.send({ subject: "s", text: "客户" });
  expect(signed).toEqual([true, true]);
  await stop();
});

test("a webhook reaches no private address unless its host is allowed, and what is refused is not tried again", async () => {
  const { url, texts, channel, stop } = await hook(200);
  const said = { subject: "s", text: "t" };
  vi.stubEnv("MAINSTAY_WEBHOOK_ALLOW", "");
  await expect(channel.send(said)).rejects.toThrow(/private or reserved/);
  expect(texts).toEqual([]);
  const saved = Settings.put(Dataset.customers, "alerts", { webhook: url });
  await expect(saved).rejects.toMatchObject({ code: "address.private" });
  vi.stubEnv("MAINSTAY_WEBHOOK_ALLOW", "hooks.internal, 127.0.0.1");
  await channel.send(said);
  expect(texts).toEqual(["t"]);

  const put = (more = {}) =>
    Settings.put(Dataset.customers, "alerts", { webhook: url, ...more });
  const made = await put();
  expect(made.secret).toMatch(/^whsec_.{32}$/);
  expect((await put()).secret).toBe(made.secret);
  expect((await put({ secret })).secret).toBe(secret);
  vi.unstubAllEnvs();
  await stop();
});

test("a webhook that does not answer in time is given up", async () => {
  const server = createServer(() => {});
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const channel = Webhook.channel(
    { webhook: `http://127.0.0.1:${port}`, secret },
    {
      timeoutMs: 50,
      pauseMs: 1,
      maxTries: 2,
    },
  );
  await expect(channel.send({ subject: "s", text: "t" })).rejects.toThrow(
    /took no alert/,
  );
  server.closeAllConnections();
  server.close();
});

test("a webhook is an https address, or http on this very machine", () => {
  const takes = (webhook: string) =>
    Alert.Config.safeParse({ webhook }).success;
  for (const url of [
    "https://hooks.slack.com/services/T/B/x",
    "http://127.0.0.1:4000/x",
    "http://[::1]:4000/x",
    "http://localhost/x",
  ])
    expect(takes(url)).toBe(true);
  for (const url of [
    "http://hooks.slack.com/x",
    "http://127.0.0.1.evil.com/x",
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
    "ftp://127.0.0.1/x",
    "https://user:secret@example.com/x",
    "not an address",
  ])
    expect(takes(url)).toBe(false);
});
