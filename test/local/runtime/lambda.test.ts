import { lambda, type Options } from "@mainstay/local/runtime/lambda";
import { QueueSource } from "@mainstay/local/runtime/queue-source";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import type { SQSEvent } from "aws-lambda";
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

function begin(name: string, options: Partial<Options> = {}) {
  const handler = `test/local/fixtures/handlers.${name}`;
  const started = lambda({ handler, name, ...options });
  cleaning.push(started.stop);
  return started;
}

async function folder() {
  const directory = await mkdtemp(join(tmpdir(), "runtime-"));
  cleaning.push(() => rm(directory, { recursive: true }));
  return directory;
}

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a process that freezes stands still from an answer to the next call, and still ends when it is told to", async () => {
  const state = (pid: number) =>
    execFileSync("ps", ["-o", "state=", "-p", String(pid)])
      .toString()
      .trim();
  const started = begin("echo", { freezes: true });
  const { pid } = await started.invoke({});
  expect(state(pid)).toBe("T");
  expect(await started.invoke({})).toMatchObject({ pid, invocations: 2 });
  expect(state(pid)).toBe("T");
  await started.stop();
  expect(alive(pid)).toBe(false);
});

test("a handler gets its event, its context and its environment, and answers", async () => {
  vi.stubEnv("AWS_PROFILE", "owner");
  const { invoke } = begin("echo", {
    env: { COLOUR: "blue" },
    timeoutMs: 5_000,
  });
  vi.unstubAllEnvs();
  const event = { a: [1, null, "é"] };
  const first = await invoke(event);
  expect(first).toMatchObject({
    event,
    functionName: "echo",
    colour: "blue",
    profile: null,
    invocations: 1,
  });
  expect(first.arn).toBe("arn:aws:lambda:us-east-1:000000000000:function:echo");
  expect(first.remaining).toBeGreaterThan(0);
  expect(first.remaining).toBeLessThanOrEqual(5_000);
  const second = await invoke(event);
  expect(second).toMatchObject({ pid: first.pid, invocations: 2 });
  expect(second.requestId).not.toBe(first.requestId);
});

test("a handler that answers nothing answers null", async () => {
  expect(await begin("nothing").invoke({})).toBeNull();
});

test("an error comes back with its name and message, and the process lives on", async () => {
  const { invoke } = begin("fail");
  const pid = await invoke({});
  await expect(invoke({ how: "throw" })).rejects.toMatchObject({
    name: "RangeError",
    message: "out of range",
  });
  expect(await invoke({})).toBe(pid);
});

test.each([
  ["exit", "Runtime.ExitError", "fail ended with exit code 3"],
  ["hang", "Sandbox.Timedout", "fail timed out after 500 ms"],
  ["block", "Sandbox.Timedout", "fail timed out after 500 ms"],
])(
  "after a handler's %s its invocation fails and a new process takes the next",
  async (how, name, message) => {
    const { invoke } = begin("fail", { timeoutMs: 500 });
    const pid = await invoke({});
    await expect(invoke({ how })).rejects.toMatchObject({ name, message });
    expect(await invoke({})).not.toBe(pid);
    await vi.waitFor(() => expect(alive(pid)).toBe(false));
  },
);

test("an answer over 6 MB is refused as in Lambda", async () => {
  const { invoke } = begin("fail");
  await expect(invoke({ how: "large" })).rejects.toMatchObject({
    name: "Function.ResponseSizeTooLarge",
  });
});

test("a handler that cannot be loaded fails its invocations with the reason, each time", async () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  const { invoke, stop } = lambda({
    handler: "test/local/fixtures/broken.handler",
    warm: false,
  });
  cleaning.push(stop);
  await expect(invoke({})).rejects.toThrow("cannot load");
  await expect(invoke({})).rejects.toThrow("cannot load");
  errors.mockRestore();
});

test("one process takes one event at a time, and never more processes than allowed run", async () => {
  const { invoke } = begin("alone", { concurrency: 2 });
  const answers: { met: number; pid: number }[] = await Promise.all(
    Array.from({ length: 8 }, () => invoke({})),
  );
  expect(answers.every(({ met }) => met === 1)).toBe(true);
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
});

test("a process that may take concurrent invocations takes them together", async () => {
  const { invoke } = begin("meet", { perProcess: 10 });
  const pids = await Promise.all(
    Array.from({ length: 5 }, () => invoke({ others: 5 })),
  );
  expect(new Set(pids).size).toBe(1);
});

test("stop ends every process, even in the middle of an invocation", async () => {
  const { invoke, stop } = begin("fail");
  const pid = await invoke({});
  const left = expect(invoke({ how: "block" })).rejects.toThrow();
  await stop();
  await left;
  expect(alive(pid)).toBe(false);
});

test("processes end with the process that started them, even when that is killed", async () => {
  const directory = await folder();
  const notes = join(directory, "pid");
  const runtime = new URL(
    "../../../packages/local/src/runtime/lambda.ts",
    import.meta.url,
  );
  const script = join(directory, "parent.mjs");
  const options = {
    handler: "test/local/fixtures/handlers.mark",
    env: { NOTES: notes },
  };
  await writeFile(
    script,
    `const { lambda } = await import(${JSON.stringify(runtime.href)}); await lambda(${JSON.stringify(options)}).invoke({});`,
  );
  const parent = spawn(process.execPath, [
    "--import",
    import.meta.resolve("tsx"),
    script,
  ]);
  const pid = await vi.waitFor(async () => {
    const text = await readFile(notes, "utf8");
    expect(text).not.toBe("");
    return Number(text);
  }, 30_000);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(alive(pid)).toBe(false), 10_000);
});

async function queue(clock?: () => number) {
  const server = await SqsServer.start({
    directory: await folder(),
    clock,
    queues: [
      { name: "Dead", visibilitySeconds: 30 },
      {
        name: "Work",
        visibilitySeconds: 60,
        deadLetter: { queue: "Dead", maxReceiveCount: 3 },
      },
    ],
  });
  cleaning.push(server.stop);
  return { server, work: server.queue("Work"), dead: server.queue("Dead") };
}

function feed(options: Parameters<typeof QueueSource.start>[0]) {
  const source = QueueSource.start(options);
  cleaning.push(() => source.stop());
  return source;
}

test("the function gets the event that SQS sends, and a message done is gone", async () => {
  const { server, work } = await queue();
  const events: SQSEvent[] = [];
  feed({ queue: work, invoke: async (event) => void events.push(event) });
  await server.send("Work", '{"n":1}');
  await vi.waitFor(() =>
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 }),
  );
  expect(events).toHaveLength(1);
  expect(events[0].Records).toMatchObject([
    {
      body: '{"n":1}',
      md5OfBody: "082c26c8a6bc75226a31da5495cc9292",
      attributes: { ApproximateReceiveCount: "1" },
      messageAttributes: {},
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:Work",
      awsRegion: "us-east-1",
    },
  ]);
});

test("failed messages come back when their visibility ends, or when their handler said, and then go dead; others of the batch are done", async () => {
  let now = 0;
  const { work, dead } = await queue(() => now);
  const seen: string[][] = [];
  await work.send(["good", "bad", "good"].map((body) => ({ body })));
  const source = feed({
    queue: work,
    batchSize: 3,
    invoke: async ({ Records }) => {
      seen.push(Records.map(({ body }) => body));
      const bad = Records.filter(({ body }) => body === "bad");
      // The first time the handler says nothing of it, as one that was killed.
      if (seen.length > 1)
        for (const { receiptHandle } of bad) await work.hide(receiptHandle, 4);
      return {
        batchItemFailures: bad.map(({ messageId }) => ({
          itemIdentifier: messageId,
        })),
      };
    },
  });
  const settled = (n: number) =>
    vi.waitFor(() => {
      expect(seen).toHaveLength(n);
      expect(work.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
    });
  await settled(1);
  for (const [n, seconds] of [60, 4].entries()) {
    now += seconds * 1000 - 1;
    expect(await work.receive()).toEqual([]);
    now += 1;
    await work.send([{ body: "good" }]);
    await settled(n + 2);
  }
  now += 4_000;
  await work.send([{ body: "good" }]);
  await vi.waitFor(() => expect(dead.counts().visible).toBe(1));
  await source.stop();
  expect(seen.flat().filter((body) => body === "bad")).toHaveLength(3);
});

test("a function that throws fails its whole batch", async () => {
  const { server, work } = await queue();
  const onError = vi.fn();
  feed({ queue: work, onError, invoke: () => Promise.reject(new Error("no")) });
  await server.send("Work", "x");
  await vi.waitFor(() => expect(onError).toHaveBeenCalled());
  expect(work.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
});

test("stop lets what is under way finish, and gives the rest back untouched", async () => {
  const { server, work } = await queue();
  const underway = new Map<string, () => void>();
  const source = feed({
    queue: work,
    concurrency: 2,
    invoke: ({ Records }) =>
      new Promise<void>((done) => underway.set(Records[0].body, done)),
  });
  await server.send("Work", "quick");
  await server.send("Work", "endless");
  await vi.waitFor(() => expect(underway.size).toBe(2));
  const stopped = source.stop(200);
  underway.get("quick")!();
  await stopped;
  const [left] = await work.receive();
  expect(left).toMatchObject({ body: "endless", receives: 1 });
  expect(await work.receive()).toEqual([]);
});
