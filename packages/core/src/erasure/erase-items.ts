// erase-items: what the table holds of one customer of a dataset
import { Table } from "../aws/table";
import type { Tally } from "../aws/tally";
import { PeriodIndex } from "../customers/period-index";
import { Profile } from "../customers/profile";
import { Snapshot } from "../customers/snapshot";
import { Dataset } from "../dataset/dataset";
import { Feedback } from "../feedback/feedback";
import { Action } from "../playbooks/action/action";
import { Mark } from "./mark";

const prefixed = async (
  tally: Tally.Info,
  name: string,
  pk: string,
  prefix?: string,
) => {
  const all = await Table.all(pk, { prefix });
  // Another customer's id may begin with this one and a #.
  const items = prefix
    ? all.filter(({ sk }) => !sk.slice(prefix.length).includes("#"))
    : all;
  await tally.note(name, pk, items.length);
  for (const item of items) await Table.remove(item);
};

export async function rows(
  dataset: string,
  customer: string,
  tally: Tally.Info,
) {
  for (const period of await Dataset.periods(dataset)) {
    const place = `${dataset} ${period}`;
    const snapshot = await Snapshot.get(dataset, period, customer);
    await tally.note("snapshots", place, Number(snapshot !== null));
    await Snapshot.remove(dataset, period, [customer]);
    await PeriodIndex.replace(dataset, period, [customer], []);
  }
  const months = await Feedback.months(dataset);
  const said = await Feedback.byCustomer(dataset, customer, months);
  await tally.note("feedback", dataset, said.length);
  await Feedback.erase(dataset, said);
  const { pk } = Table.keys.trail(dataset, customer, "");
  await prefixed(tally, "trail", pk);
  const actions = await Action.pointers(dataset, customer);
  await tally.note("actions", dataset, actions.length);
  await Action.erase(dataset, customer);
  const override = Table.keys.override(dataset, customer);
  const overrides = Number((await Table.get(override)) !== null);
  await tally.note("overrides", dataset, overrides);
  await Table.remove(override);
  await Table.remove(Table.keys.assigned(dataset, customer));
  const spokenOf = dataset === Feedback.dataset ? Dataset.customers : dataset;
  await Profile.remove(spokenOf, customer);
}

/** What was offered to them, month by month until now. */
export async function exposures(
  customer: string,
  now: Date,
  tally: Tally.Info,
) {
  for (const month of months(now)) {
    const { pk } = Table.keys.shown(month, customer, "");
    await prefixed(tally, "exposures", pk, `${customer}#`);
  }
}

const maxYears = 10;

function months(now: Date) {
  const found: string[] = [];
  const month = new Date(Date.UTC(now.getUTCFullYear() - maxYears, 0));
  for (; month <= now; month.setUTCMonth(month.getUTCMonth() + 1))
    found.push(month.toISOString().slice(0, 7));
  return found;
}

/** Alerts and questions that name the customer go; of uploads and jobs only what they say of the customer does. */
export async function texts(
  dataset: string,
  { marks, now, tally }: { marks: string[]; now: Date; tally: Tally.Info },
) {
  const mark = Mark.of(marks);
  const names = (value: unknown) => mark.test(JSON.stringify(value) ?? "");
  const count = (name: string, { pk, sk }: Table.Item) =>
    tally.note(name, `${pk} ${sk}`, 1);
  const remove = async (name: string, item: Table.Item) => {
    await count(name, item);
    await Table.remove(item);
  };
  const change = async (item: Table.Item, said: Table.Change) => {
    await count("sayings", item);
    await Table.update(item, said);
  };
  for (const name of ["alerts", "questions", "sayings"])
    await tally.note(name, "", 0);
  for await (const item of Table.query(Table.keys.alert(dataset).pk))
    if (names(item)) await remove("alerts", item);
  for (const month of months(now))
    for await (const item of Table.query(Table.keys.question(month, "").pk))
      if (names(item.question)) await remove("questions", item);
  for await (const item of Table.query(Table.keys.upload(dataset, "").pk)) {
    const warnings = [item.warnings, item.announced].map((list) =>
      (list ?? []).map((warning: { example?: string; message: string }) =>
        names(warning) ? unsaid(warning) : warning,
      ),
    );
    const error = names(item.error) ? unsaid(item.error) : item.error;
    if (!names([item.warnings, item.announced, item.error])) continue;
    const [said, announced] = warnings;
    await change(item, {
      set: { warnings: said, announced, ...(error && { error }) },
    });
  }
  for await (const item of Table.query(Table.keys.job("").pk))
    if (names([item.result, item.error])) {
      const error = names(item.error) ? unsaid(item.error) : item.error;
      const result = names(item.result) ? undefined : item.result;
      await change(item, {
        set: { ...(error && { error }), ...(result && { result }) },
        remove: result ? [] : ["result"],
      });
    }
  for await (const item of Table.query(Table.keys.problem("").pk))
    if (names(item.message)) {
      const { message } = unsaid({ message: item.message as string });
      await change(item, { set: { message } });
    }
}

const unsaid = <T extends { message: string; example?: string }>(said: T) => {
  const { example: _, ...rest } = said;
  return { ...rest, message: "What this said of an erased customer is gone." };
};

export * as EraseItems from "./erase-items";
