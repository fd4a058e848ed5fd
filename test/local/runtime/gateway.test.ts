import { PathId } from "@mainstay/core/base/path-id";
import { Gateway } from "@mainstay/local/runtime/gateway";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import http from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, expect, test, vi } from "vitest";

type Invoke = Parameters<typeof Gateway.start>[0]["invoke"];
let stop = async () => {};
afterEach(() => stop());

async function open(invoke: Invoke, timeoutMs?: number) {
  const gateway = await Gateway.start({ invoke, timeoutMs });
  stop = gateway.stop;
  return gateway.url;
}

// Answers with the event itself.
const mirror: Invoke = async (event) => ({
  statusCode: 200,
  body: JSON.stringify(event),
});

test("a request becomes an event of payload format 2.0", async () => {
  const url = await open(mirror);
  const { host } = new URL(url);
  const body = '{"a":"é"}';
  const headers = [
    ...["Host", host, "X-Two", "a", "x-two", "b"],
    ...["Cookie", "k=1; l=2", "User-Agent", "me"],
    ...["Content-Type", "application/json"],
    ...["Content-Length", String(Buffer.byteLength(body))],
  ];
  const target = `${url}/v1/customers/a%2F%C3%A9%3Fb?x=1&x=2&y=%C3%A9%20`;
  const answer = await new Promise<string>((done, fail) => {
    const request = http.request(
      target,
      { method: "PUT", headers },
      (response) => text(response).then(done, fail),
    );
    request.on("error", fail).end(body);
  });
  const event: APIGatewayProxyEventV2 = JSON.parse(answer);
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "$default",
    rawPath: "/v1/customers/a%2F%C3%A9%3Fb",
    rawQueryString: "x=1&x=2&y=%C3%A9%20",
    queryStringParameters: { x: "1,2", y: "é " },
    cookies: ["k=1", "l=2"],
    headers: {
      host,
      "x-two": "a,b",
      "content-type": "application/json",
    },
    requestContext: {
      stage: "$default",
      http: {
        method: "PUT",
        path: "/v1/customers/a%2F%C3%A9%3Fb",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "me",
      },
    },
    body,
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty("cookie");
});

test.each([
  ["text that says so", "text/csv", Buffer.from("a;é\n"), false],
  ["JSON", "application/problem+json", Buffer.from("{}"), false],
  ["bytes", "application/octet-stream", Buffer.from([0, 255, 1]), true],
  ["text that is no UTF-8", "text/csv", Buffer.from([0x61, 0xe9]), true],
])("a body of %s arrives whole", async (_, type, body, encoded) => {
  const url = await open(mirror);
  const headers = { "content-type": type };
  const response = await fetch(url, { method: "POST", body, headers });
  const event = await response.json();
  expect(event.isBase64Encoded).toBe(encoded);
  expect(Buffer.from(event.body, encoded ? "base64" : "utf8")).toEqual(body);
});

test("status, headers, cookies and bytes of an answer reach the caller", async () => {
  const url = await open(async () => ({
    statusCode: 201,
    headers: { "content-type": "image/png", "x-n": 7, "content-length": "999" },
    cookies: ["a=1; HttpOnly", "b=2"],
    body: Buffer.from([1, 2, 255]).toString("base64"),
    isBase64Encoded: true,
  }));
  const response = await fetch(url);
  expect(response.status).toBe(201);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("x-n")).toBe("7");
  expect(response.headers.getSetCookie()).toEqual(["a=1; HttpOnly", "b=2"]);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([
    1, 2, 255,
  ]);
});

test("an answer without a status is JSON, as API Gateway infers", async () => {
  const url = await open(async () => ({ hello: "world" }));
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({ hello: "world" });
});

test("a Hono application behind its Lambda adapter works unchanged", async () => {
  const app = new Hono()
    .post("/u/:id", async (c) =>
      c.json({
        id: PathId.read(c.req.param("id")),
        q: c.req.query("q"),
        body: await c.req.json(),
      }),
    )
    .get("/empty", (c) => c.body(null, 204))
    .get("/page", (c) => c.html("<p>é</p>"));
  const handler = handle(app);
  const url = await open((event) => handler(event as any));
  const response = await fetch(`${url}/u/${PathId.write("a/b?c")}?q=1%202`, {
    method: "POST",
    body: '{"a":1}',
    headers: { "content-type": "application/json" },
  });
  expect(await response.json()).toEqual({
    id: "a/b?c",
    q: "1 2",
    body: { a: 1 },
  });
  expect((await fetch(`${url}/empty`)).status).toBe(204);
  expect(await (await fetch(`${url}/page`)).text()).toBe("<p>é</p>");
  const head = await fetch(`${url}/page`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("a body of 6 MB passes and one byte more is refused, announced or not, text or in base64", async () => {
  const url = await open(async (event) => ({
    statusCode: 200,
    body: String(event.body!.length),
  }));
  const limit = 6 * 1024 * 1024;
  const post = (body: any) =>
    fetch(url, {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": "text/csv" },
    } as RequestInit);
  expect(await (await post("x".repeat(limit))).text()).toBe(String(limit));
  const stream = new Blob(["x".repeat(limit + 1)]).stream();
  const bytes = Buffer.alloc((limit / 4) * 3, 255);
  expect(await (await post(bytes)).text()).toBe(String(limit));
  const more = Buffer.alloc(bytes.length + 1, 255);
  for (const body of ["x".repeat(limit + 1), stream, more]) {
    const response = await post(body);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      code: "request.size",
      message: expect.stringMatching(/6291456/),
    });
  }
});

test.each([
  ["Sandbox.Timedout", 503, "request.timeout"],
  ["Function.ResponseSizeTooLarge", 500, "response.size"],
  ["TypeError", 500, "internal"],
])(
  "a function that ends by %s answers %i without detail",
  async (name, status, code) => {
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    const url = await open(() =>
      Promise.reject(Object.assign(new Error("secret"), { name })),
    );
    const response = await fetch(url);
    const answer = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(answer)).toMatchObject({ code });
    expect(answer).not.toMatch(/secret/);
    errors.mockRestore();
  },
);

test("a function that does not answer in time answers 503", async () => {
  const url = await open(() => new Promise(() => {}), 20);
  const response = await fetch(url);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: "request.timeout" });
});

test("stop lets a request under way finish", async () => {
  let finish = (_: unknown) => {};
  const arrived = vi.fn();
  const url = await open(() => {
    arrived();
    return new Promise((done) => (finish = done));
  });
  const asked = fetch(url);
  await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
  const stopped = stop();
  finish({ statusCode: 200, body: "whole" });
  expect(await (await asked).text()).toBe("whole");
  await stopped;
  await expect(fetch(url)).rejects.toThrow();
});
