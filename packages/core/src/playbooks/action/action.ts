// action: a playbook proposed for one customer, with its state, history and outcome
import * as z from "zod";
import { Failure } from "../../base/error";
import { Paging } from "../../base/paging";
import { Bilingual } from "../../text/bilingual";
import { Table } from "../../aws/table";

/** A customer in the state `held` is left alone, so that the others can be compared with it; it is nobody's to-do. */
export const State = z.enum([
  "proposed",
  "accepted",
  "done",
  "dismissed",
  "held",
]);
export type State = z.infer<typeof State>;

export const Step = z.object({
  text: Bilingual.NonEmptyText,
  owner: Bilingual.NonEmptyText,
  due: z.string(),
});
export type Step = z.infer<typeof Step>;

export const Value = z.union([z.boolean(), z.number()]);
export type Value = z.infer<typeof Value>;
export const Outcome = z.object({
  value: Value,
  at: z.string(),
  note: z.string().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

export const Info = z.object({
  id: z.string(),
  dataset: z.string(),
  customer: z.string(),
  name: z.string().nullable(),
  period: z.string(),
  playbook: z.string(),
  title: Bilingual.NonEmptyText,
  why: Bilingual.NonEmptyText,
  steps: z.array(Step),
  state: State,
  heldOut: z.boolean(),
  priority: z.number(),
  owner: Bilingual.NonEmptyText, // of the first step
  due: z.string(), // of the last step
  createdAt: z.string(),
  model: z
    .string()
    .nullable()
    .default(null)
    .describe("The version whose scores ranked it"),
  stake: z
    .number()
    .nullable()
    .optional()
    .describe("Twelve months of the customer's revenue when it was proposed"),
  history: z.array(
    z.object({ state: State, at: z.string(), note: z.string().optional() }),
  ),
  // The outcome that people report.
  outcome: Outcome.optional(),
  // The outcome in the customer's later periods, measured alike for customers acted on and held out.
  measured: Outcome.optional(),
});
export type Info = z.infer<typeof Info>;

export const Change = z
  .strictObject({
    state: State.exclude(["held"]).optional(),
    outcome: Value.optional(),
    note: z.string().max(2000).optional(),
  })
  .refine(
    (change) => Object.values(change).some((value) => value !== undefined),
    "expected a state, an outcome or a note",
  );
export type Change = z.infer<typeof Change>;

export const Query = Paging.Query.extend({
  state: State.optional(), // without it, all but those held out
  playbook: z.string().optional(),
});
export type Query = z.infer<typeof Query>;

// An id is the period, a hyphen and a digest without hyphens.
export const keyOf = (dataset: string, id: string) =>
  Table.keys.action(dataset, id.slice(0, Math.max(0, id.lastIndexOf("-"))), id);
const pointerOf = ({ dataset, customer, id }: Info) =>
  Table.keys.actionOf(dataset, customer, id);

const writesAtOnce = 16;

/**
 * Stores new actions and answers how many there are; an action that is there stays as it is. Those held out come first, as they
 * take no capacity: a run repeated after a break would otherwise not record them.
 */
export async function put(actions: Info[]): Promise<number> {
  // Pointers are written before actions, so that an action can always be found by its customer.
  await Table.write(
    actions.map((action) => Table.putRequest(Table.encode(pointerOf(action)))),
  );
  const order = [...actions].sort((a, b) => +b.heldOut - +a.heldOut);
  let added = 0;
  for (let from = 0; from < order.length; from += writesAtOnce) {
    const fresh = await Promise.all(
      order
        .slice(from, from + writesAtOnce)
        .map((action) =>
          Table.put(
            { ...keyOf(action.dataset, action.id), ...action, revision: 0 },
            Table.fresh,
          ),
        ),
    );
    added += fresh.filter(Boolean).length;
  }
  return added;
}

/** With the revision that a change of it must name. */
export async function find(dataset: string, id: string) {
  // DynamoDB refuses an empty key.
  const item = id ? await Table.get(keyOf(dataset, id)) : null;
  if (item) return { action: Info.parse(item), revision: item.revision };
  throw new Failure(
    "action.unknown",
    `There is no action "${id}" in "${dataset}"`,
    404,
  );
}

export const get = async (dataset: string, id: string): Promise<Info> =>
  (await find(dataset, id)).action;

/** Every action of the given periods, those held out included. */
export async function all(dataset: string, periods: string[]): Promise<Info[]> {
  const lists = await Promise.all(
    periods.map((period) => Table.all(Table.keys.action(dataset, period).pk)),
  );
  return lists.flat().map((item) => Info.parse(item));
}

/** A page of a period's actions, the most urgent first. */
export async function byPeriod(
  dataset: string,
  period: string,
  query: Query,
): Promise<Paging.Info<Info>> {
  const { state, playbook } = query;
  const found = (await all(dataset, [period])).filter(
    (action) =>
      (state ? action.state === state : !action.heldOut) &&
      (playbook === undefined || action.playbook === playbook),
  );
  found.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  return Paging.slice(found, ({ id }) => id, query);
}

/** The ids of a customer's actions. */
export async function pointers(dataset: string, customer: string) {
  const items = await Table.all(Table.keys.actionOf(dataset, customer).pk);
  return items.map(({ sk }) => sk);
}

/** A customer's actions, the newest period first; those held out only where they are asked for. */
export async function byCustomer(
  dataset: string,
  customer: string,
  { held = false } = {},
): Promise<Info[]> {
  const ids = await pointers(dataset, customer);
  const items = await Table.getAll(ids.map((id) => keyOf(dataset, id)));
  return items
    .map((item) => Info.parse(item))
    .filter(({ heldOut }) => held || !heldOut)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
}

/**
 * Puts new proposals in the place of older ones that nobody has taken up: those proposed again keep their days and get the
 * words and figures of now, those no longer proposed go, the others are added. Who changes one meanwhile comes first.
 */
export async function replace(dataset: string, before: Info[], now: Info[]) {
  const known = new Map(before.map((action) => [action.id, action]));
  await put(now.filter(({ id }) => !known.has(id)));
  for (const action of now) {
    const old = known.get(action.id);
    if (!old) continue;
    known.delete(action.id);
    const { title, why, priority, model } = action;
    const steps = action.steps.map((step, k) => ({
      ...step,
      due: old.steps[k]?.due ?? step.due,
    }));
    const set = { title, why, steps, priority, model };
    const isSame = Object.entries(set).every(
      ([name, value]) =>
        JSON.stringify(old[name as keyof Info]) === JSON.stringify(value),
    );
    if (!isSame)
      await Table.update(keyOf(dataset, action.id), { set }, untouched(old));
  }
  for (const action of known.values()) {
    const taken = await Table.remove(
      keyOf(dataset, action.id),
      untouched(action),
    );
    if (taken) await Table.remove(pointerOf(action));
  }
}

const untouched = ({ state }: Info) => ({
  when: "#state = :state",
  values: { state },
});

const isOpen = ({ state }: Info) =>
  state === "proposed" || state === "accepted";

/** Ranks open actions anew by their customers' priorities of now, with the version that they come from. */
export async function rank(
  dataset: string,
  actions: Info[],
  priorities: Map<string, number>,
  models: Map<string, string | null>,
) {
  for (const action of actions) {
    const priority = priorities.get(action.customer);
    if (!isOpen(action) || priority === undefined) continue;
    if (priority === action.priority) continue;
    const model = models.get(action.customer) ?? null;
    await Table.update(
      keyOf(dataset, action.id),
      { set: { priority, model } },
      { when: "attribute_exists(pk)" },
    );
  }
}

export async function erase(dataset: string, customer: string) {
  for (const id of await pointers(dataset, customer)) {
    await Table.remove(keyOf(dataset, id));
    await Table.remove(Table.keys.actionOf(dataset, customer, id));
  }
}

/** Removes all actions of a period, which are these. */
export async function forget(actions: Info[]) {
  for (const action of actions) {
    await Table.remove(keyOf(action.dataset, action.id));
    await Table.remove(pointerOf(action));
  }
}

/** Stores the measured outcome of an action that has none; the first one stays. */
export const measure = (dataset: string, id: string, measured: Outcome) =>
  Table.update(
    keyOf(dataset, id),
    { set: { measured } },
    {
      when: "attribute_exists(pk) AND attribute_not_exists(#measured)",
    },
  );

export * as Action from "./action";
