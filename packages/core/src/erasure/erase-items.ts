// erase-items: what the table holds of one customer of a dataset
import { Table } from "../aws/table";
import { PeriodIndex } from "../customers/period-index";
import { Snapshot } from "../customers/snapshot";
import { Dataset } from "../dataset/dataset";
import { Action } from "../playbooks/action/action";
import { Mark } from "./mark";

const prefixed = async (pk: string, prefix?: string) => {
  const items = await Table.all(pk, { prefix });
  for (const item of items) await Table.remove(item);
  return items.length;
};

export async function rows(dataset: string, customer: string) {
  const removed = {
    ...{ snapshots: 0, feedback: 0, trail: 0, actions: 0, overrides: 0 },
  };
  for (const period of await Dataset.periods(dataset)) {
    if (await Snapshot.get(dataset, period, customer)) removed.snapshots++;
    await Snapshot.remove(dataset, period, [customer]);
    const index = await PeriodIndex.read(dataset, period);
    if (index?.id.includes(customer))
      await PeriodIndex.replace(dataset, period, [customer], []);
    const { pk } = Table.keys.feedback(dataset, period, customer, "");
    removed.feedback += await prefixed(pk, `${customer}#`);
  }
  const { pk } = Table.keys.trail(dataset, customer, "");
  removed.trail = await prefixed(pk);
  removed.actions = await Action.erase(dataset, customer);
  const override = Table.keys.override(dataset, customer);
  removed.overrides = Number((await Table.get(override)) !== null);
  await Table.remove(override);
  return removed;
}

/** What was offered to them, month by month until now. */
export async function exposures(customer: string, now: Date) {
  let exposures = 0;
  const month = new Date(Date.UTC(now.getUTCFullYear() - maxYears, 0));
  for (; month <= now; month.setUTCMonth(month.getUTCMonth() + 1)) {
    const name = month.toISOString().slice(0, 7);
    const { pk } = Table.keys.shown(name, customer, "");
    exposures += await prefixed(pk, `${customer}#`);
  }
  return { exposures };
}
const maxYears = 10;

/** Alerts and questions that name the customer go; of uploads and jobs only what they say of the customer does. */
export async function texts(dataset: string, marks: string[], now: Date) {
  const mark = Mark.of(marks);
  const names = (value: unknown) => mark.test(JSON.stringify(value) ?? "");
  const removed = { alerts: 0, questions: 0, sayings: 0 };
  for await (const item of Table.query(Table.keys.alert(dataset).pk))
    if (names(item)) {
      await Table.remove(item);
      removed.alerts++;
    }
  const month = new Date(Date.UTC(now.getUTCFullYear() - maxYears, 0));
  for (; month <= now; month.setUTCMonth(month.getUTCMonth() + 1)) {
    const name = month.toISOString().slice(0, 7);
    for await (const item of Table.query(Table.keys.question(name, "").pk))
      if (names(item.question)) {
        await Table.remove(item);
        removed.questions++;
      }
  }
  for await (const item of Table.query(Table.keys.upload(dataset, "").pk)) {
    const warnings = [item.warnings, item.announced].map((list) =>
      (list ?? []).map((warning: { example?: string; message: string }) =>
        names(warning) ? unsaid(warning) : warning,
      ),
    );
    const error = names(item.error) ? unsaid(item.error) : item.error;
    if (!names([item.warnings, item.announced, item.error])) continue;
    const [said, announced] = warnings;
    await Table.update(item, {
      set: { warnings: said, announced, ...(error && { error }) },
    });
    removed.sayings++;
  }
  for await (const item of Table.query(Table.keys.job("").pk))
    if (names([item.result, item.error])) {
      const error = names(item.error) ? unsaid(item.error) : item.error;
      const result = names(item.result) ? undefined : item.result;
      await Table.update(item, {
        set: { ...(error && { error }), ...(result && { result }) },
        remove: result ? [] : ["result"],
      });
      removed.sayings++;
    }
  for await (const item of Table.query(Table.keys.problem("").pk))
    if (names(item.message)) {
      const { message } = unsaid({ message: item.message as string });
      await Table.update(item, { set: { message } });
      removed.sayings++;
    }
  return removed;
}

const unsaid = <T extends { message: string; example?: string }>(said: T) => {
  const { example: _, ...rest } = said;
  return { ...rest, message: "What this said of an erased customer is gone." };
};

export * as EraseItems from "./erase-items";
