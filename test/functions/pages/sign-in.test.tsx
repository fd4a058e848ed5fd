import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { WebSession } from "@mainstay/core/aws/web-session";
import { Session } from "@mainstay/functions/parts/session";
import { start, text, type Site } from "../site";

let site: Site;
beforeAll(async () => {
  site = await start();
});
afterAll(() => site?.stop());

test("after signing in one goes on to a path of this site, whatever was asked for", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "//",
    "evil.test",
    "http:",
    "@",
    "\t",
    "a",
    "?",
    "#",
    "%2f",
  );
  const said = fc.oneof(
    fc.string(),
    fc.array(piece).map((all) => `/${all.join("")}`),
  );
  fc.assert(
    fc.property(said, (next) => {
      const host = "http://here.test";
      expect(new URL(Session.local(next), host).origin).toBe(host);
    }),
    { numRuns: 2000 },
  );
  expect(Session.local("/customers?band=high#x")).toBe(
    "/customers?band=high#x",
  );
});

test("a page without a key leads to the sign-in, which leads back to it", async () => {
  const path = "/customers?band=high";
  const away = await site.ask(path, { as: "" });
  expect(away.status).toBe(302);
  const location = away.headers.get("location")!;
  expect(new URL(location, site.url).searchParams.get("next")).toBe(path);
  const back = await site.send(
    "/sign-in",
    { key: site.key, next: path },
    undefined,
    "",
  );
  expect(back.status).toBe(303);
  expect(back.headers.get("location")).toBe(path);
});

test("a session lies in a cookie that scripts cannot read, and over https only goes out over https", async () => {
  const cookie = async (headers: Record<string, string>) =>
    (await site.send("/sign-in", { key: site.key }, headers, "")).headers.get(
      "set-cookie",
    )!;
  const { port } = new URL(site.url);
  const plain = await cookie(site.own);
  expect(plain).toMatch(new RegExp(`^mainstay_${port}=[\\w-]{43}; `));
  expect(plain).not.toContain(site.key);
  expect(plain).toMatch(/Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
  const tls = await cookie({ ...site.own, "x-forwarded-proto": "https" });
  expect(tls).toMatch(/^__Host-mainstay=[\w-]{43}; /);
  expect(tls).toMatch(/Secure/);
});

test.each([
  ["a key nobody knows", ApiKey.random()],
  ["no key", ""],
])("%s signs nobody in", async (_, wrong) => {
  const answer = await site.send("/sign-in", { key: wrong }, undefined, "");
  expect(answer.status).toBe(401);
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("a key that may not read signs nobody in", async () => {
  const scorer = await ApiKey.create({ name: "scorer", scopes: ["score"] });
  const answer = await site.send(
    "/sign-in",
    { key: scorer.key },
    undefined,
    "",
  );
  expect(answer.status).toBe(401);
  expect(text(await answer.text())).toContain('"scorer" has score');
});

test("signing out takes the cookie back and ends the session wherever its token is kept", async () => {
  const signedIn = await site.send("/sign-in", { key: site.key }, site.own, "");
  const [kept] = signedIn.headers.get("set-cookie")!.split(";");
  const headers = { ...site.own, cookie: kept };
  const customers = () => site.ask("/customers", { headers });
  expect((await customers()).status).toBe(200);
  const answer = await site.ask("/sign-out", { method: "POST", headers });
  expect(answer.headers.get("set-cookie")).toMatch(/mainstay_\d+=;.*Max-Age=0/);
  // Another process may know the session for a second.
  await vi.waitFor(async () => expect((await customers()).status).toBe(302), {
    timeout: 3_000,
  });
});

test("a session ends by itself", async () => {
  const token = await WebSession.open(site.key, new Date(0));
  const end = new Date(WebSession.seconds * 1000);
  const before = new Date(end.getTime() - 1);
  expect(await WebSession.verify(token, "read", before)).toBeTruthy();
  await expect(WebSession.verify(token, "read", end)).rejects.toMatchObject({
    code: "session.over",
    status: 401,
  });
});

test("a page lists keys, shows a new one once and revokes it", async () => {
  const path = "/settings/keys";
  const body = new URLSearchParams([
    ["name", "<b>loader"],
    ["scopes", "read"],
    ["scopes", "write"],
    ["expires", "2999-01-31"],
  ]);
  const init = { method: "POST", body, headers: site.own };
  const made = text(await (await site.ask(path, init)).text());
  const [key] = /mk_[\w-]{32}/.exec(made)!;
  expect(await ApiKey.verify(key, "write")).toMatchObject({
    name: "<b>loader",
    scopes: ["read", "write"],
  });
  const { html } = await site.see(path);
  expect(html).not.toContain(key);
  expect(text(html)).toContain("<b>loader");
  const { id } = (await ApiKey.list({ limit: 1 })).items[0];
  await site.send(`${path}/${id}/revoke`, {});
  expect(text((await site.see(path)).html)).not.toContain("<b>loader");
  expect((await site.send(path, { name: "x" })).status).toBe(400);
  expect((await site.see(path, site.reader)).status).toBe(403);
});

test("a bearer key opens pages too", async () => {
  const headers = { authorization: `Bearer ${site.reader}`, cookie: "" };
  expect((await site.ask("/", { headers })).status).toBe(200);
  const wrong = { authorization: `Bearer ${ApiKey.random()}`, cookie: "" };
  expect((await site.ask("/", { headers: wrong })).status).toBe(401);
});

test.each([
  ["/", /Import an export/],
  ["/customers", /upload a CSV/],
  ["/actions", /upload a CSV/],
  ["/segments", /upload a CSV/],
  ["/health", /upload a CSV/],
  ["/voice", /upload a CSV/],
  ["/ask", /upload them/],
  ["/settings", /upload a CSV/],
  ["/uploads", /Choose a CSV above/],
  ["/models", /upload a CSV first/],
  ["/reports", /upload a CSV first/],
])("with nothing there yet %s says what to do next", async (path, next) => {
  const { status, html } = await site.see(path);
  expect(status).toBe(200);
  expect(text(html)).toMatch(next);
});

test("what is not there is a page for people and JSON for programs", async () => {
  expect(await site.see("/nowhere")).toMatchObject({
    status: 404,
    html: expect.stringContaining("<h1>Not found</h1>"),
  });
  const answer = await site.ask("/nowhere", { headers: { accept: "*/*" } });
  expect([answer.status, (await answer.json()).code]).toEqual([
    404,
    "route.unknown",
  ]);
});

const changes = [
  "/sign-in",
  "/sign-out",
  "/models/wards/label",
  "/models/wards/train",
  "/models/wards/promote",
  "/models/wards/rollback",
  "/reports",
  "/actions/2026-10-0",
  "/ask",
  "/settings",
  "/settings/keys",
  "/settings/keys/0123456789abcdef/revoke",
];

test.each(changes)(
  "%s answers a page of ours and no other site",
  async (path) => {
    const foreign: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site", origin: "http://evil.test" },
      { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:1" },
      { origin: "http://evil.test" },
      { origin: "null" },
      {},
    ];
    for (const headers of foreign) {
      const answer = await site.send(path, {}, headers);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain("request.origin");
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
    // Signing out would end the session that the tests share.
    const as = path === "/sign-out" ? "" : site.key;
    const own = await site.send(path, {}, site.own, as);
    expect(await own.text()).not.toContain("request.origin");
  },
);

test("a key that may only read sees no button and can press none", async () => {
  const label = { column: "ill", positive: "yes" };
  await site.call("PUT", "/v1/datasets/wards", { id: "id", label });
  const button = 'action="/models/wards/train"';
  expect((await site.see("/models")).html).toContain(button);
  expect((await site.see("/models", site.reader)).html).not.toContain(button);
  const answer = await site.send(
    "/models/wards/train",
    {},
    site.own,
    site.reader,
  );
  expect(answer.status).toBe(403);
});
