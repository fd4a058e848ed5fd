import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { OwnerKey } from "@mainstay/core/aws/owner-key";
import { app, handler } from "@mainstay/functions/api/index";
import { calling, cookie, start, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());
const anybody = calling();

test("the description, its page and the health check need no key", async () => {
  for (const path of ["/openapi.json", "/docs", "/healthz"])
    expect((await anybody("GET", path)).status).toBe(200);
  expect((await anybody("GET", "/healthz")).body).toEqual({
    ok: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});

test("/docs runs nothing that is not its own, and data is never taken for a page", async () => {
  const docs = await app.request("/docs");
  const policy = docs.headers.get("content-security-policy")!;
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/script-src 'none'/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  const data = await app.request("/v1/datasets");
  for (const { headers } of [docs, data])
    expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("every route that is served is described, and the other way round", async () => {
  const served = app.routes
    .filter(({ path, method }) => path.startsWith("/v1/") && method !== "ALL")
    .map(({ path, method }) => `${method} ${path}`.replace(/\/$/, ""));
  const { paths } = (await anybody("GET", "/openapi.json")).body;
  const described = Object.entries(paths).flatMap(([path, calls]) =>
    Object.keys(calls as object).map((method) =>
      `${method.toUpperCase()} ${path.replace(/{(\w+)}/g, ":$1")}`.replace(
        /\/$/,
        "",
      ),
    ),
  );
  expect(new Set(described)).toEqual(new Set(served));
  expect(described).toContain("POST /v1/score/:dataset");
});

test("the page names every path and asks nothing of other hosts", async () => {
  const { body: page } = await anybody("GET", "/docs");
  const { paths } = (await anybody("GET", "/openapi.json")).body;
  for (const path of Object.keys(paths)) expect(page).toContain(path);
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test("without a key a call is refused with 401, with a narrower one 403", async () => {
  const none = await anybody("GET", "/v1/datasets");
  expect([none.status, none.body.code]).toEqual([401, "key.missing"]);
  const wrong = await calling("mk_wrong")("GET", "/v1/datasets");
  expect([wrong.status, wrong.body.code]).toEqual([401, "key.unknown"]);
  const key = ApiKey.random();
  await ApiKey.put({ key, name: "reader", scopes: ["read"] });
  const reader = calling(key);
  expect((await reader("GET", "/v1/datasets")).status).toBe(200);
  for (const [method, path] of [
    ["POST", "/v1/score/customers"],
    ["POST", "/v1/uploads"],
    ["PUT", "/v1/datasets/customers"],
    ["POST", "/v1/models/customers/train"],
    ["POST", "/v1/models/customers/rollback"],
    ["POST", "/v1/reports/2026-10"],
    ["POST", "/v1/keys"],
  ]) {
    const { status, body } = await reader(method, path, {});
    expect([path, status, body.code]).toEqual([path, 403, "key.scope"]);
  }
});

test("a session changes nothing for a page that is not ours", async () => {
  const elsewhere = {
    cookie: await cookie(cloud.key),
    origin: "http://127.0.0.1:9999",
    "sec-fetch-site": "same-site",
    "content-type": "text/plain",
  };
  const path = "/v1/models/customers/rollback";
  const { status, body } = await anybody("POST", path, {}, elsewhere);
  expect([status, body.code]).toEqual([403, "request.origin"]);
});

test("a session opens what its key opens as a header, and the key is no session", async () => {
  const status = async (cookie: string) =>
    (await anybody("GET", "/v1/datasets", undefined, { cookie })).status;
  expect(await status(`theme=dark; ${await cookie(cloud.key)}`)).toBe(200);
  expect(await status(`mainstay_80=${cloud.key}`)).toBe(401);
});

test("a key that was created works at once, with its scopes only", async () => {
  const wanted = { name: "loader", scopes: ["write"] };
  const { body } = await cloud.call("POST", "/v1/keys", wanted);
  expect(body).toEqual({
    ...wanted,
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    created: expect.any(String),
    lastUsed: null,
    expires: null,
    key: expect.stringMatching(/^mk_.{32}$/),
  });
  expect((await calling(body.key)("GET", "/v1/datasets")).status).toBe(403);
});

test("keys are listed without their secret, with their last use, and stop when revoked", async () => {
  const wanted = { name: "page 1", scopes: ["read"] };
  const { key, id } = (await cloud.call("POST", "/v1/keys", wanted)).body;
  const listed = async () =>
    (await cloud.call("GET", "/v1/keys")).body.items.find(
      (item: any) => item.id === id,
    );
  expect(await listed()).toMatchObject({ ...wanted, lastUsed: null });
  const session = { cookie: await cookie(key) };
  const withSession = async () =>
    (await anybody("GET", "/v1/datasets", undefined, session)).status;
  expect(await withSession()).toBe(200);
  const { lastUsed, ...item } = await listed();
  expect(Date.now() - Date.parse(lastUsed)).toBeLessThan(60_000);
  expect(JSON.stringify(item)).not.toContain(key.slice(3));

  const revoked = await cloud.call("DELETE", `/v1/keys/${id}`);
  expect([revoked.status, revoked.body.id]).toEqual([200, id]);
  expect((await calling(key)("GET", "/v1/datasets")).status).toBe(401);
  expect(await withSession()).toBe(401);
  expect(await listed()).toBeUndefined();
  const again = await cloud.call("DELETE", `/v1/keys/${id}`);
  expect([again.status, again.body.code]).toEqual([404, "key.id.unknown"]);
});

test("a key ends at the moment it was said to, and not before", async () => {
  const expires = new Date(Date.now() + 700).toISOString();
  const wanted = { name: "short", scopes: ["read"] };
  const { body } = await cloud.call("POST", "/v1/keys", { ...wanted, expires });
  expect(body.expires).toBe(expires);
  const call = calling(body.key);
  expect((await call("GET", "/v1/datasets")).status).toBe(200);
  await new Promise((done) => setTimeout(done, 800));
  const late = await call("GET", "/v1/datasets");
  expect([late.status, late.body.code]).toEqual([401, "key.expired"]);
  const past = await cloud.call("POST", "/v1/keys", { ...wanted, expires });
  expect([past.status, past.body.code]).toEqual([400, "key.expires"]);
  const day = { ...wanted, expires: "2999-12-31" };
  expect((await cloud.call("POST", "/v1/keys", day)).body.expires).toBe(
    "2999-12-31T23:59:59.999Z",
  );
});

test("one owner's key at a time answers, and one that was revoked stays out", async () => {
  const status = async (key: string) =>
    (await calling(key)("GET", "/v1/keys")).status;
  const [first, second] = [ApiKey.random(), ApiKey.random()];
  expect(await OwnerKey.admit(first)).toBe(true);
  expect(await OwnerKey.admit(first)).toBe(true);
  expect(await OwnerKey.admit(second)).toBe(true);
  expect([await status(first), await status(second)]).toEqual([401, 200]);
  const { items } = (await cloud.call("GET", "/v1/keys")).body;
  const owners = items.filter((item: any) => item.name === "owner");
  expect(owners).toHaveLength(1);
  await ApiKey.revoke(owners[0].id);
  expect(await OwnerKey.admit(second)).toBe(false);
  expect(await status(second)).toBe(401);
});

test("an unknown route answers 404 and names itself", async () => {
  const { status, body } = await cloud.call("GET", "/v1/nothing");
  expect(status).toBe(404);
  expect(body).toEqual({
    code: "route.unknown",
    message: expect.stringContaining("GET /v1/nothing"),
  });
});

test("a body that is no JSON answers 400 request.json", async () => {
  const { status, body } = await cloud.call("POST", "/v1/uploads", "{oops");
  expect([status, body.code]).toEqual([400, "request.json"]);
});

test("a body that does not fit is refused by path, expectation and what came", async () => {
  const { status, body } = await cloud.call("POST", "/v1/score/customers", {
    rows: [{ a: 1 }, 7],
  });
  expect([status, body.code]).toEqual([400, "request.invalid"]);
  expect(body.message).toMatch(/body\.rows\.1: .*record.*got 7/);
  const limit = await cloud.call("GET", "/v1/uploads?limit=1001");
  expect(limit.body.message).toMatch(/query\.limit: .*1000.*got "1001"/);
});

test("JSON is read whatever the caller's tool calls it", async () => {
  const { status } = await cloud.call(
    "PUT",
    "/v1/datasets/lenient",
    { id: "a" },
    { "content-type": "application/x-www-form-urlencoded" },
  );
  expect(status).toBe(200);
});

test("an event of API Gateway is answered as the call it stands for", async () => {
  const session = await cookie(cloud.key, "__Host-mainstay");
  const event = (path: string, body?: string) => ({
    version: "2.0",
    rawPath: path,
    rawQueryString: "limit=1",
    cookies: [session],
    headers: {
      host: "example.org",
      origin: "https://example.org",
      "x-forwarded-proto": "https",
    },
    requestContext: {
      domainName: "example.org",
      http: { method: body ? "PUT" : "GET", path },
    },
    body: body && Buffer.from(body).toString("base64"),
    isBase64Encoded: Boolean(body),
  });
  const put: any = await handler(
    event("/v1/datasets/by-event", '{"id":"é"}') as never,
  );
  expect(put.statusCode).toBe(200);
  expect(JSON.parse(put.body)).toMatchObject({ id: "é", version: 1 });
  const got: any = await handler(event("/v1/datasets") as never);
  expect(JSON.parse(got.body).items).toHaveLength(1);
});

test("what goes wrong inside answers 500 and gives nothing away", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  await Bucket.put(Bucket.keys.definition("torn", 1), "{");
  const { status, body } = await cloud.call("GET", "/v1/datasets/torn");
  expect([status, body.code]).toEqual([500, "internal"]);
  expect(body.message).not.toContain("JSON");
  expect(log).toHaveBeenCalled();
});
