// harness: a server over a fresh folder, and clients that speak to it as AWS's do by default
import { mkdtemp, rm } from "node:fs/promises";
import { request as http } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { afterEach } from "vitest";
import { start, type Options } from "@mainstay/local/aws/s3/s3-server";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

export async function folder() {
  const directory = await mkdtemp(join(tmpdir(), "s3-"));
  ends.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

export async function serve(options: Partial<Options> = {}) {
  const directory = options.directory ?? (await folder());
  const server = await start({
    buckets: ["mainstay"],
    ...options,
    directory,
  });
  let stopped = false;
  const stop = async () => {
    if (!stopped) await server.stop();
    stopped = true;
  };
  ends.push(stop);
  return { ...server, stop, directory, client: client(server.endpoint) };
}

export function client(endpoint: string, config: S3ClientConfig = {}) {
  const made = new S3Client({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
    ...config,
  });
  ends.push(async () => made.destroy());
  return made;
}

export const Bucket = "mainstay";

// The code S3 refused with; fails when it did not.
export async function refusal(promise: Promise<unknown>) {
  const error: any = await promise.then(
    () => undefined,
    (error) => error,
  );
  if (!error) throw new Error("expected a refusal but got an answer");
  return { code: error.name, status: error.$metadata?.httpStatusCode };
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

// Plain HTTP, since fetch normalises paths and forbids some headers.
export function raw(
  endpoint: string,
  path: string,
  {
    method = "GET",
    headers = {},
    body = "",
  }: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
  } = {},
) {
  const { hostname, port } = new URL(endpoint);
  return new Promise<Answer>((resolve, reject) => {
    const sent = http(
      { hostname, port, path, method, headers, agent: false },
      async (response) => {
        const pieces: Buffer[] = [];
        for await (const piece of response) pieces.push(piece);
        resolve({
          status: response.statusCode!,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(pieces).toString(),
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

export const code = (answer: Answer) =>
  /<Code>(\w+)<\/Code>/.exec(answer.body)?.[1];
