import { PromiseCache } from "@mainstay/core/base/promise-cache";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test, vi } from "vitest";

test("a name is loaded once while it is remembered, whoever asks meanwhile", async () => {
  const load = vi.fn(async () => ({}));
  const cached = PromiseCache.create<object>({ max: 2 });
  const [a, b] = await Promise.all([cached("a", load), cached("a", load)]);
  expect(a).toBe(b);
  expect(await cached("a", load)).toBe(a);
  expect(load).toHaveBeenCalledOnce();
});

test("the least recently asked for is let go first, and disposed of", async () => {
  const gone: string[] = [];
  const cached = PromiseCache.create<string>({
    max: 2,
    dispose: (value) => gone.push(value),
  });
  for (const name of ["a", "b", "a", "c", "d"])
    await cached(name, async () => name);
  expect(gone).toEqual(["b", "a"]);
});

test("a failure is told to whoever asked, and the next one loads again", async () => {
  const gone: string[] = [];
  const cached = PromiseCache.create<string>({
    max: 2,
    dispose: (value) => gone.push(value),
  });
  const failing = cached("a", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await cached("a", async () => "yes")).toBe("yes");
  expect(gone).toEqual([]);
});

test("what is older than its time to live is loaded again", async () => {
  let loads = 0;
  const cached = PromiseCache.create<number>({ max: 2, ttlMs: 20 });
  const load = async () => ++loads;
  expect(await cached("a", load)).toBe(1);
  await delay(60);
  expect(await cached("a", load)).toBe(2);
});
