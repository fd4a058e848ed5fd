// site: the whole machine, and its pages as a browser with a key asks for them
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Environment } from "@mainstay/local/runtime/environment";
import { startMachine } from "@mainstay/local/runtime/machine";
import { cookie, until } from "./cloud";

export type Site = Awaited<ReturnType<typeof start>>;

export async function start() {
  const data = await mkdtemp(join(tmpdir(), "web-"));
  const machine = await startMachine({ data, freezes: true });
  Environment.enter(machine.environment);
  const key = ApiKey.random();
  const reader = ApiKey.random();
  await ApiKey.put({ key, name: "all", scopes: [...ApiKey.everything] });
  await ApiKey.put({ key: reader, name: "reader", scopes: ["read"] });
  const { url } = machine;
  const own: Record<string, string> = {
    "sec-fetch-site": "same-origin",
    origin: url,
  };

  const ask = async (
    path: string,
    { as = key, ...init }: RequestInit & { as?: string } = {},
  ) =>
    fetch(url + path, {
      redirect: "manual",
      ...init,
      headers: {
        cookie: await cookie(as, Number(new URL(url).port)),
        accept: "text/html",
        ...init.headers,
      },
    });
  const see = async (path: string, as = key) => {
    const answer = await ask(path, { as });
    return {
      status: answer.status,
      headers: answer.headers,
      html: await answer.text(),
    };
  };
  const send = (
    path: string,
    fields: Record<string, string>,
    headers = own,
    as = key,
  ) =>
    ask(path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers,
      as,
    });
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${key}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return (await answer.json()) as any;
  };
  const settled = (
    dataset: string,
    count: number,
    state = (one: any) => one.state === "done",
  ) =>
    until(async () => {
      const { items } = await call("GET", `/v1/uploads?dataset=${dataset}`);
      expect(items.filter((one: any) => one.state === "failed")).toEqual([]);
      return items.filter(state).length === count;
    });

  async function stop() {
    await machine.stop();
    await rm(data, { recursive: true });
  }
  return { url, key, reader, own, ask, see, send, call, settled, stop };
}

// What a reader sees: the page without its markup.
export const text = (html: string) =>
  html
    .replace(/<(style|script|title)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
