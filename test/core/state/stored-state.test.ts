import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PeriodShards } from "@mainstay/core/customers/period-shards";
import { PeriodState } from "@mainstay/core/state/period-state";
import { StateColumns } from "@mainstay/core/state/state-columns";
import { StoredState } from "@mainstay/core/state/stored-state";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const gap = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const whole = fc.integer({ min: -40_000, max: 40_000 });
const words = fc.string({ unit: "grapheme", maxLength: 20 });
const ids = fc
  .uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), {
    maxLength: 40,
  })
  .map((list) => list.sort((a, b) => (a < b ? -1 : 1)));

const states = ids.chain((id): fc.Arbitrary<PeriodState.Info> => {
  const each = <T>(value: fc.Arbitrary<T>) =>
    fc.array(value, { minLength: id.length, maxLength: id.length });
  const floats = each(fc.float({ noDefaultInfinity: true })).map((list) =>
    Float32Array.from(list),
  );
  const doubles = each(fc.oneof(number, fc.constant(NaN))).map((list) =>
    Float64Array.from(list),
  );
  return fc.record({
    period: fc.constant("2026-01"),
    inputDigest: words,
    incomplete: gap(words),
    unsummed: gap(words),
    id: fc.constant(id),
    name: each(gap(words)),
    band: each(gap(fc.constantFrom("high", "medium", "low"))),
    config: fc.constant(null),
    health: each(gap(number)),
    coverage: each(gap(number)),
    status: each(gap(fc.constantFrom("red", "amber", "green"))),
    points: fc.tuple(floats, floats),
    values: fc.tuple(floats, fc.constant(null)),
    branch: fc.tuple(
      fc.constant(null),
      each(fc.integer({ min: -1, max: 5 })).map((list) => Int8Array.from(list)),
    ),
    segments: fc.record({ value: each(words), rfm: each(words) }),
    primary: fc.constant("value" as const),
    revenue: each(gap(number)),
    probability: each(gap(number)),
    sentiment: each(gap(number)),
    comments: each(fc.nat(9)),
    lifetime: each(gap(number)),
    alive: each(gap(number)),
    positive: each(gap(fc.boolean())),
    metricInputs: fc.record({ revenue: doubles, nps: doubles }),
    leaves: fc.boolean(),
    owner: each(gap(words)),
    plan: each(gap(words)),
    renewal: each(gap(whole)),
    trend: each(gap(number)),
    recency: each(gap(number)),
    usual: doubles.map((list) => new Map([["the event log", list]])),
    peers: fc.constant({
      by: "plan" as const,
      groups: new Map([["a", new Map<string, number | string>([["mrr", 1]])]]),
    }),
    model: each(gap(words)),
    spend: fc.option(
      fc.record({
        ...{ spent: each(gap(number)), projected: each(gap(number)) },
        ...{ low: each(gap(number)), high: each(gap(number)) },
        ...{ asOf: each(gap(whole)), exhausted: each(gap(whole)) },
        ...{ earliest: each(gap(whole)), latest: each(gap(whole)) },
        limit: each(gap(fc.constantFrom("commitment", "credits", "budget"))),
      }),
      { nil: undefined },
    ),
  }) as fc.Arbitrary<PeriodState.Info>;
});

// Minus nought counts as nought.
function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(plain);
  if (ArrayBuffer.isView(value))
    return Array.from(value as Float64Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, plain(one)]),
    );
  return value === 0 ? 0 : value;
}

test("a state comes back as it was written, whole and customer by customer", async () => {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      await StoredState.write("round", state);
      const read = (await StoredState.read("round", "2026-01"))!;
      expect(plain(read)).toEqual(plain(state));
      for (const id of state.id.slice(0, 3)) {
        const one = (await StoredState.ofCustomer("round", "2026-01", id))!;
        const row = PeriodState.rowOf(state, id);
        const at = PeriodState.rowOf(one, id);
        expect(plain(one.health[at])).toBe(plain(state.health[row]));
        expect(one.name[at]).toBe(state.name[row]);
        expect(PeriodState.hasLeft(one, at)).toBe(
          PeriodState.hasLeft(state, row),
        );
      }
      const none = await StoredState.ofCustomer("round", "2026-01", "\u0000");
      expect(none!.id.includes("\u0000")).toBe(state.id.includes("\u0000"));
    }),
    { numRuns: 30 },
  );
});

// Of a release that did not know the column, or of a file that lost it.
const without = (state: PeriodState.Info, name: string, isTold: boolean) => {
  const columns = StateColumns.of(state);
  const left = columns.filter((column) => column.name !== name);
  const rest = StateColumns.restOf(state, isTold ? left : columns);
  return PeriodShards.write("less", rest, state.id, left, []);
};
// People ask for these; a state is read without them.
const onlyShown = ["period", "segment", "has_left", "incomplete"];

test("a state that lacks any of its columns is never read as one without values", async () => {
  const [state] = fc.sample(states, { numRuns: 1, seed: 5 });
  const names = StateColumns.of(state).map(({ name }) => name);
  for (const name of names) {
    if (onlyShown.includes(name) || name === "id") continue;
    await without(state, name, true);
    expect(await StoredState.read("less", state.period), name).toBeNull();
    expect(await StoredState.head("less", state.period), name).toBeNull();
    await without(state, name, false);
    await expect(StoredState.read("less", state.period), name).rejects.toThrow(
      `the column ${name}`,
    );
  }
});
