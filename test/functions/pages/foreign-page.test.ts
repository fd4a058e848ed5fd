// A page of another origin, in a browser that is signed in, against every port of the machine.
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Table } from "@mainstay/core/aws/table";
import { start, type Site } from "../site";

const executablePath = "/usr/bin/chromium";
const Bucket_ = { Bucket: "mainstay" };

type Attempt = {
  name: string;
  url: string;
  init?: { method?: string; headers?: Record<string, string>; body?: string };
};

// What a client of AWS would send: everybody knows the keys `local`/`local`.
async function signed(
  client: { send: (command: never) => Promise<unknown> },
  command: unknown,
) {
  let sent: any;
  const handle = async (request: unknown) => {
    sent = request;
    throw new Error("not sent");
  };
  Object.assign((client as any).config, { requestHandler: { handle } });
  await client.send(command as never).catch(() => {});
  const { protocol, hostname, port, path, method, headers, body } = sent;
  // A page cannot set these, and its browser says the same.
  const { host, "content-length": _, ...rest } = headers;
  return {
    url: `${protocol}//${hostname}:${port}${path}`,
    init: { method, headers: rest, body: Buffer.from(body).toString() },
  };
}

describe.skipIf(!existsSync(executablePath))(
  "in Chromium (skipped where /usr/bin/chromium is absent)",
  () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let attacker: Server;
    let attackerPort: number;
    const attempts: Attempt[] = [];
    const secret = "Quillfeather";

    beforeAll(async () => {
      site = await start();
      await Bucket.put("lake/secret.txt", secret);
      await site.call("PUT", "/v1/datasets/customers", { id: secret });
      const env = process.env as Record<string, string>;
      const s3 = new S3Client({});
      const object = { ...Bucket_, Key: "lake/secret.txt" };
      const planted = { ...Bucket_, Key: "inbox/customers/planted.csv" };
      const Item = { pk: { S: "access" }, sk: { S: "planted" } };
      const plant = new PutItemCommand({ TableName: "mainstay", Item });
      const send = new SendMessageCommand({
        QueueUrl: `${env.AWS_ENDPOINT_URL_SQS}/000000000000/Inbox`,
        MessageBody: "{}",
      });
      const put = await getSignedUrl(s3, new PutObjectCommand(planted));
      const key = { name: "planted", scopes: ["admin"] };
      attempts.push(
        { name: "read a page", url: `${site.url}/settings/keys` },
        { name: "read the API", url: `${site.url}/v1/keys` },
        { name: "read health", url: `${site.url}/healthz` },
        {
          name: "make a key",
          url: `${site.url}/v1/keys`,
          init: { method: "POST", body: JSON.stringify(key) },
        },
        {
          name: "make a key by a form",
          url: `${site.url}/settings/keys`,
          init: {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: "name=planted&scopes=admin",
          },
        },
        {
          name: "delete a dataset",
          url: `${site.url}/v1/datasets/customers`,
          init: { method: "DELETE" },
        },
        {
          name: "read an object",
          url: await getSignedUrl(s3, new GetObjectCommand(object)),
        },
        {
          name: "list objects",
          url: await getSignedUrl(s3, new ListObjectsV2Command(Bucket_)),
        },
        {
          name: "plant an object",
          url: put,
          init: { method: "PUT", body: secret },
        },
        {
          name: "plant an item",
          ...(await signed(new DynamoDBClient({}), plant)),
        },
        { name: "plant a message", ...(await signed(new SQSClient({}), send)) },
        { name: "ask DynamoDB", url: env.AWS_ENDPOINT_URL_DYNAMODB },
      );

      attacker = createServer((_, response) => {
        response.setHeader("content-type", "text/html");
        response.end("<!doctype html><title>Prizes</title>");
      });
      await new Promise<void>((done) => attacker.listen(0, "127.0.0.1", done));
      attackerPort = (attacker.address() as AddressInfo).port;
      browser = await chromium.launch({
        executablePath,
        args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
      });
      page = await (await browser.newContext()).newPage();
      await page.goto(`${site.url}/sign-in`);
      await page.fill('input[name="key"]', site.key);
      await page.click("main button");
      await page.waitForURL(`${site.url}/`);
    });
    afterAll(async () => {
      await browser?.close();
      attacker?.close();
      await site?.stop();
    });

    const state = async () => ({
      keys: (await ApiKey.list({ limit: 1000 })).items
        .map(({ name }) => name)
        .sort(),
      planted: await Table.get({ pk: "access", sk: "planted" }),
      object: await Bucket.text("inbox/customers/planted.csv"),
      uploads: (await site.call("GET", "/v1/uploads")).items.length,
      dataset: (await site.call("GET", "/v1/datasets/customers")).id,
    });

    test.each([
      ["another port of this machine", "127.0.0.1"],
      ["another site", "localhost"],
    ])("a page of %s reads nothing and writes nothing", async (_, host) => {
      const before = await state();
      await page.goto(`http://${host}:${attackerPort}/`);
      const outcomes = await page.evaluate(async (attempts: Attempt[]) => {
        const read: string[] = [];
        for (const { name, url, init = {} } of attempts) {
          for (const mode of ["cors", "no-cors"] as const) {
            // Without CORS a browser sends what a form may send.
            const plain = mode === "no-cors" && init.method !== "POST";
            const headers = mode === "cors" ? init.headers : undefined;
            const method = plain ? undefined : init.method;
            const body = plain ? undefined : init.body;
            try {
              const answer = await fetch(url, {
                ...{ mode, method, headers, body },
                credentials: "include",
              });
              if (answer.type !== "opaque") read.push(`${name}: ${mode}`);
            } catch {
              // The browser let the page see nothing.
            }
          }
          const loaded = (tag: "img" | "script" | "iframe", of: string) =>
            new Promise<void>((done) => {
              const element = document.createElement(tag);
              element.onload = () => {
                if (tag !== "iframe") read.push(`${name}: ${tag}`);
                else
                  try {
                    const inner = (element as HTMLIFrameElement)
                      .contentDocument;
                    if (inner?.body) read.push(`${name}: iframe`);
                  } catch {
                    // Another origin's frame stays shut.
                  }
                done();
              };
              element.onerror = () => done();
              setTimeout(done, 2000);
              element.src = of;
              document.body.append(element);
            });
          if (!init.method) {
            await loaded("img", url);
            await loaded("script", url);
            await loaded("iframe", url);
          }
        }
        return read;
      }, attempts);
      expect(outcomes).toEqual([]);

      // A form needs nobody's leave to be sent.
      for (const { url, init } of attempts.filter(({ init }) => init?.body)) {
        const tab = await page.context().newPage();
        await tab.goto(`http://${host}:${attackerPort}/`);
        const answered = tab.waitForResponse(
          (answer) => answer.request().method() === "POST",
          { timeout: 20_000 },
        );
        await tab.evaluate(
          ({ url, body }) => {
            const form = document.createElement("form");
            Object.assign(form, { method: "post", action: url });
            for (const [name, value] of new URLSearchParams(body)) {
              const input = document.createElement("input");
              Object.assign(input, { name, value });
              form.append(input);
            }
            document.body.append(form);
            // After this call has come back, since the page goes.
            setTimeout(() => form.submit());
          },
          { url, body: init!.body! },
        );
        expect((await answered).status()).toBeGreaterThanOrEqual(400);
      }
      expect(await state()).toEqual(before);
    });

    test("a link on another site leads a person to a page", async () => {
      await page.goto(`http://localhost:${attackerPort}/`);
      await page.evaluate((href) => {
        const link = document.createElement("a");
        Object.assign(link, { href, textContent: "here" });
        document.body.append(link);
      }, `${site.url}/uploads`);
      await page.click("a");
      await page.waitForURL(`${site.url}/uploads`);
      expect(await page.textContent("h1")).toBe("Uploads");
    });
  },
);
