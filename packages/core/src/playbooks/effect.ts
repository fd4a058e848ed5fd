// effect: the effect of a playbook, as the difference between customers acted on and customers held out
import * as z from "zod";
import type { Action } from "./action/action";
import type { Playbook } from "./playbook";
import { Calendar } from "../reading/calendar";
import { Period } from "../tabular/period";
import { Estimate } from "../metrics/estimate";
import { Moments } from "../stats/moments";
import { StudentT } from "../stats/student-t";

export const Arm = z.object({
  customers: z.int(),
  known: z.int(), // with a measured outcome
  outcome: Estimate.Value,
});
export type Arm = z.infer<typeof Arm>;

export const Info = z.object({
  playbook: z.string(),
  unit: Estimate.Definition.shape.unit,
  treated: Arm,
  heldOut: Arm,
  effect: Estimate.Value, // treated − held out
  done: Arm,
  perProtocol: Estimate.Value, // done − held out
  knownOn: z
    .string()
    .nullable()
    .default(null)
    .describe("The day from which the actions there are tell the effect"),
  needed: z
    .object({ treated: z.int(), heldOut: z.int() })
    .default({ treated: 0, heldOut: 0 })
    .describe("Customers still to be proposed for or held out"),
  saved: Estimate.Value.default(Estimate.none("Not measured.")).describe(
    "The effect in twelve months of revenue of the customers it was proposed for",
  ),
});
export type Info = z.infer<typeof Info>;

export const definitions = Estimate.define({
  effect: {
    name: "Effect of a playbook",
    unit: "share",
    text: "Measured outcomes of all customers the playbook was proposed for, whether or not anybody acted (intention to treat), minus those of the customers held out by the draw. A customer counts once, with its first action. 95 % interval after Newcombe for shares, after Welch for numbers.",
    formula: "effect = mean(treated) − mean(held out)",
  },
  perProtocol: {
    name: "Effect where it was done",
    unit: "share",
    text: "The same for the actions that were done. People chose which to do, so a difference may be theirs and not the playbook's.",
    formula: "perProtocol = mean(done) − mean(held out)",
  },
});

// With fewer outcomes on a side the interval is too wide to act on.
const minOutcomes = 10;

/**
 * The effect of one playbook; `actions` may hold others too. Only measured outcomes count, as people report on customers
 * they acted on and never on those held out; and only at the same age, `outcome.periods` after the action.
 */
export function measureEffect(
  actions: Action.Info[],
  playbook: string,
  outcome: Pick<Playbook.Outcome, "kind" | "periods"> = {
    kind: "retained",
    periods: 3,
  },
): Info {
  const own = firstOfEach(actions.filter((a) => a.playbook === playbook));
  const isNumber = own.some((a) => typeof a.measured?.value === "number");
  const heldOut = side(own.filter((a) => a.heldOut));
  const treated = side(own.filter((a) => !a.heldOut));
  const done = side(own.filter((a) => a.state === "done"));
  const arm = ({ customers, values }: Side): Arm => ({
    customers,
    known: values.length,
    outcome: values.length
      ? isNumber
        ? Estimate.mean(values)
        : Estimate.share(values)
      : Estimate.none("No outcome is measured yet."),
  });
  const wait = waiting(own, outcome.periods);
  const against = (acted: Side, name: string): Estimate.Value =>
    unmeasurable(acted, heldOut, name, wait) ??
    (isNumber ? welch : newcombe)(acted.values, heldOut.values);
  const effect = against(treated, "proposed");
  return {
    playbook,
    unit: isNumber ? "points" : "share",
    treated: arm(treated),
    heldOut: arm(heldOut),
    effect,
    done: arm(done),
    perProtocol: against(done, "done"),
    ...wait,
    saved: saved(effect, own, outcome.kind),
  };
}

/** When the outcomes to come make the effect known, and how many customers are missing even then. */
function waiting(
  own: Action.Info[],
  periods: number,
): Pick<Info, "knownOn" | "needed"> {
  const look = (heldOut: boolean) => {
    const side = own.filter((action) => action.heldOut === heldOut);
    const short = minOutcomes - side.filter(({ measured }) => measured).length;
    const due = side
      .filter(({ measured }) => !measured)
      .map(({ period }) => dayOf(period, periods))
      .sort();
    return {
      needed: Math.max(0, short - due.length),
      on: short > 0 ? (due.at(short - 1) ?? null) : "",
    };
  };
  const [treated, heldOut] = [look(false), look(true)];
  const days = [treated.on, heldOut.on];
  return {
    needed: { treated: treated.needed, heldOut: heldOut.needed },
    knownOn: days.includes(null)
      ? null
      : (days
          .flatMap((day) => day || [])
          .sort()
          .at(-1) ?? null),
  };
}

// The first day after the period in which an outcome is read; of steps the step itself.
function dayOf(period: string, periods: number) {
  let read = period;
  for (let k = 0; k < periods; k++) read = Period.next(read);
  if (Period.kindOf(read) === "step") return read;
  return new Date(Period.end(read) * Calendar.dayMs).toISOString().slice(0, 10);
}

/** Only keeping customers saves their revenue; other outcomes are no money. */
function saved(
  effect: Estimate.Value,
  own: Action.Info[],
  kind: Playbook.Outcome["kind"],
): Estimate.Value {
  if (effect.value === null) return effect;
  const stakes = own.flatMap(({ heldOut, measured, stake }) =>
    !heldOut && measured && stake != null ? stake : [],
  );
  if (kind !== "retained" || !stakes.length)
    return Estimate.none(
      kind === "retained"
        ? "The revenue of its customers is not known."
        : "Its outcome is not that customers stay, so it saves no revenue by itself.",
    );
  const total = stakes.reduce((sum, one) => sum + one, 0);
  const { value, low, high } = effect;
  return {
    ...{ value: value * total, n: stakes.length },
    ...(low !== undefined && { low: low * total }),
    ...(high !== undefined && { high: high * total }),
  };
}

type Side = { customers: number; values: Float64Array };
const side = (actions: Action.Info[]): Side => ({
  customers: actions.length,
  values: Float64Array.from(
    actions.flatMap(({ measured }) =>
      measured ? [Number(measured.value)] : [],
    ),
  ),
});

/** Each customer with its first action alone. */
export function firstOfEach(actions: Action.Info[]): Action.Info[] {
  const first = new Map<string, Action.Info>();
  for (const action of actions) {
    const before = first.get(action.customer);
    if (!before || action.period < before.period)
      first.set(action.customer, action);
  }
  return [...first.values()];
}

function unmeasurable(
  acted: Side,
  heldOut: Side,
  name: string,
  { knownOn, needed }: Pick<Info, "knownOn" | "needed">,
) {
  const missing = needed.treated + needed.heldOut;
  const when = knownOn
    ? `; they will be there on ${knownOn}`
    : missing
      ? `; ${missing} more must be proposed for or held out (held out: ${needed.heldOut})`
      : "";
  const none = (why: string) => Estimate.none(`Not measurable: ${why}.`);
  if (!heldOut.customers) return none("no customer is held out");
  const short = [
    { name, n: acted.values.length },
    { name: "held out", n: heldOut.values.length },
  ].find(({ n }) => n < minOutcomes);
  return short
    ? none(
        `${short.n} outcomes are known of customers ${short.name}, at least ${minOutcomes} are needed${when}`,
      )
    : null;
}

/** Difference of two shares of ones, with the hybrid score interval (Newcombe 1998, method 10). */
export function newcombe(
  acted: ArrayLike<number>,
  heldOut: ArrayLike<number>,
): Estimate.Value {
  const { change, low, high } = Estimate.move(
    Estimate.share(acted),
    Estimate.share(heldOut),
  )!;
  return { value: change, n: acted.length + heldOut.length, low, high };
}

/** Difference of two means, with Welch's interval (Welch 1947). */
export function welch(
  acted: ArrayLike<number>,
  heldOut: ArrayLike<number>,
): Estimate.Value {
  const [a, b] = [Moments.measure(acted), Moments.measure(heldOut)];
  const value = a.mean - b.mean;
  const variance = a.error2 + b.error2;
  const degrees =
    variance ** 2 / (a.error2 ** 2 / (a.n - 1) + b.error2 ** 2 / (b.n - 1));
  // Without variance the interval is a point.
  const half = variance
    ? StudentT.quantile975(degrees) * Math.sqrt(variance)
    : 0;
  return { value, n: a.n + b.n, low: value - half, high: value + half };
}

export * as Effect from "./effect";
