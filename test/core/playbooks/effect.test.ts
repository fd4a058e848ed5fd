import { expect, test } from "vitest";
import type { Action } from "@mainstay/core/playbooks/action/action";
import { DraftAction } from "@mainstay/core/playbooks/action/draft-action";
import { Effect } from "@mainstay/core/playbooks/effect";
import { random } from "@mainstay/core/base/random";

type Acted = Pick<
  Action.Info,
  "customer" | "period" | "playbook" | "heldOut" | "state" | "measured"
>;
const of = (actions: Acted[]) =>
  Effect.measureEffect(actions as Action.Info[], "call");

const action = (
  customer: string,
  heldOut: boolean,
  value?: boolean | number,
  rest: Partial<Acted> = {},
): Acted => ({
  customer,
  period: "2026-10",
  playbook: "call",
  heldOut,
  state: heldOut ? "held" : "proposed",
  measured: value === undefined ? undefined : { value, at: "2027-01-01" },
  ...rest,
});

/** `good` of `n` customers of one side went well. */
const side = (heldOut: boolean, good: number, n: number, rest = {}) =>
  Array.from({ length: n }, (_, i) =>
    action(`${heldOut} ${i}`, heldOut, i < good, rest),
  );
const ones = (good: number, n: number) =>
  Float64Array.from({ length: n }, (_, i) => (i < good ? 1 : 0));

test("the interval of two shares is Newcombe's: 56/70 and 48/80 of his table II, method 10", () => {
  const { value, low, high } = Effect.newcombe(ones(56, 70), ones(48, 80)) as {
    value: number;
    low: number;
    high: number;
  };
  expect(value).toBeCloseTo(0.2, 12);
  expect(low).toBeCloseTo(0.0524, 4);
  expect(high).toBeCloseTo(0.3339, 4);
});

test("the interval of two means is Welch's, as R's t.test has it on Student's sleep data", () => {
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const { value, n, low, high } = Effect.welch(second, first) as {
    value: number;
    n: number;
    low: number;
    high: number;
  };
  expect(n).toBe(20);
  expect(value).toBeCloseTo(1.58, 12);
  expect(low).toBeCloseTo(-0.2054832, 3);
  expect(high).toBeCloseTo(3.3654832, 3);
});

test("all proposed count as treated, whatever came of the proposal; those done stand beside", () => {
  const { effect, perProtocol, treated, done } = of([
    ...side(false, 20, 40, { state: "dismissed" }),
    ...side(false, 36, 40, { state: "done" }).map((a) => ({
      ...a,
      customer: `done ${a.customer}`,
    })),
    ...side(true, 20, 40),
  ]);
  expect(treated).toMatchObject({ customers: 80, known: 80 });
  expect(effect.value).toBeCloseTo(56 / 80 - 0.5, 12);
  expect(done.customers).toBe(40);
  expect(perProtocol.value).toBeCloseTo(0.9 - 0.5, 12);
});

test("a customer counts once, by its first action", () => {
  const again = { period: "2026-12" };
  const { effect, treated } = of([
    ...side(false, 0, 30, again),
    ...side(false, 30, 30),
    ...side(true, 15, 30),
    ...side(true, 0, 30, again),
  ]);
  expect(treated.customers).toBe(30);
  expect(effect.value).toBeCloseTo(0.5, 12);
});

test("without customers held out, or with too few outcomes, the effect is not measurable and says why", () => {
  expect(of(side(false, 20, 40)).effect).toEqual({
    value: null,
    why: "Not measurable: no customer is held out.",
  });
  const few = of([...side(false, 20, 40), ...side(true, 5, 9)]);
  expect(few.effect).toEqual({
    value: null,
    why: "Not measurable: 9 outcomes are known of customers held out, at least 10 are needed; 1 more must be proposed for or held out (held out: 1).",
  });
  const nobody = of([]);
  expect(nobody.treated.outcome).toMatchObject({ value: null });
  expect(nobody.effect).toMatchObject({ value: null });
});

test("numbers are compared by their means", () => {
  const { effect, unit } = of([
    ...Array.from({ length: 20 }, (_, i) => action(`t${i}`, false, 10 + i)),
    ...Array.from({ length: 20 }, (_, i) => action(`h${i}`, true, i)),
  ]);
  expect(unit).toBe("points");
  expect(effect.value).toBeCloseTo(10, 12);
});

// 500 runs: 95 % ± 3 % is a little over three standard deviations.
const runs = 500;
const covered = (
  outcome: (heldOut: boolean, draw: ReturnType<typeof random>) => number,
  truth: number,
  isShare: boolean,
) => {
  let hits = 0;
  for (let seed = 0; seed < runs; seed++) {
    const draw = random(seed);
    const actions = Array.from({ length: 400 }, (_, i) => {
      const customer = `customer ${i}`;
      const heldOut = DraftAction.isHeld({ holdOut: 0.2 }, customer, {
        seed,
        period: "2026-10",
      });
      const value = outcome(heldOut, draw);
      return action(customer, heldOut, isShare ? value === 1 : value);
    });
    const { effect } = of(actions);
    if (effect.value === null) continue;
    if (effect.low! <= truth && truth <= effect.high!) hits++;
  }
  return hits / runs;
};

test("with a fifth held out, the interval of the shares covers a known effect in 95 ± 3 % of 500 runs", () => {
  const share = covered(
    (heldOut, draw) => (draw.uniform() < (heldOut ? 0.6 : 0.72) ? 1 : 0),
    0.12,
    true,
  );
  expect(share).toBeGreaterThanOrEqual(0.92);
  expect(share).toBeLessThanOrEqual(0.98);
});

test("with a fifth held out, the interval of the means covers a known effect in 95 ± 3 % of 500 runs", () => {
  const share = covered(
    (heldOut, draw) => (heldOut ? 10 * draw.uniform() : 1 + 8 * draw.uniform()),
    0,
    false,
  );
  expect(share).toBeGreaterThanOrEqual(0.92);
  expect(share).toBeLessThanOrEqual(0.98);
});

test("it is said when the outcomes to come make the effect known, or how many customers are missing even then", () => {
  const known = [...side(false, 6, 10), ...side(true, 3, 8)];
  const waits = (period: string, n: number) =>
    Array.from({ length: n }, (_, i) =>
      action(`${period} ${i}`, true, undefined, { period }),
    );
  // Read three periods later, when that one is over.
  const later = of([...known, ...waits("2026-11", 1), ...waits("2026-12", 3)]);
  expect(later.effect.value).toBeNull();
  expect(later).toMatchObject({
    ...{ knownOn: "2027-04-01", needed: { treated: 0, heldOut: 0 } },
    effect: { why: expect.stringContaining("there on 2027-04-01") },
  });
  expect(of([...known, ...waits("2026-11", 1)])).toMatchObject({
    ...{ knownOn: null, needed: { treated: 0, heldOut: 1 } },
    effect: { why: expect.stringContaining("1 more must be proposed for") },
  });
  expect(
    of([...known, ...side(true, 0, 2, { customer: "" })]).knownOn,
  ).toBeNull();
});

test("money saved is the effect in revenue of those it was proposed for, and only where keeping them is the outcome", () => {
  const staked = (list: Acted[]) =>
    list.map((one) => ({ ...one, stake: 1200 }));
  const actions = staked([...side(false, 24, 30), ...side(true, 12, 20)]);
  const { effect, saved } = of(actions);
  expect(saved.value).toBeCloseTo(effect.value! * 30 * 1200, 6);
  if (saved.value !== null && effect.value !== null)
    expect(saved.low).toBeCloseTo(effect.low! * 36_000, 6);
  const other = Effect.measureEffect(actions as Action.Info[], "call", {
    ...{ kind: "when", periods: 3 },
  });
  expect(other.saved.value).toBeNull();
});
