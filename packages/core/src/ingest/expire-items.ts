// expire-items: what the table holds of a dataset besides its rows, and is older than its owner keeps
import { Table } from "../aws/table";
import type { Tally } from "../aws/tally";
import { HealthOverride } from "../accounts/health-override";
import { Profile } from "../customers/profile";
import { Dataset } from "../dataset/dataset";
import { ExpiredRows } from "../erasure/expired-rows";
import { Feedback } from "../feedback/feedback";
import { RecentEvents } from "../offers/recent-events";
import { Action } from "../playbooks/action/action";
import { Period } from "../tabular/period";

export type Asked = { dataset: string; before: string; tally: Tally.Info };

/** Run while the old rows still lie in the lake. */
export async function run(asked: Asked, { ids }: ExpiredRows.Info) {
  const { dataset } = asked;
  await actions(asked);
  await answers(asked);
  if (dataset === "events") await trails(asked, ids);
  await remains(asked);
  if (dataset === Dataset.customers) await shownAndAsked(asked);
}

async function actions({ dataset, before, tally }: Asked) {
  await tally.note("actions", "", 0);
  for (const period of await Dataset.periods(dataset)) {
    if (!ExpiredRows.isExpired(period, before)) continue;
    const old = await Action.all(dataset, [period]);
    await tally.note("actions", period, old.length);
    const customers = old.map(({ customer }) => customer);
    await Profile.changing(dataset, customers, () => Action.forget(old));
  }
}

async function answers({ dataset, before, tally }: Asked) {
  await tally.note("feedback", "", 0);
  for (const month of await Feedback.months(dataset)) {
    // Other datasets have periods of other lengths, and nobody's answers in them.
    if (!/^\d{4}-\d\d$/.test(month)) continue;
    if (!ExpiredRows.isExpired(month, before)) continue;
    const old = await Feedback.inMonth(dataset, month);
    await tally.note("feedback", month, old.length);
    if (old.length) await Feedback.erase(dataset, old);
  }
}

async function trails({ dataset, before, tally }: Asked, ids: Set<string>) {
  await tally.note("trail", "", 0);
  for (const id of ids) {
    const gone = await RecentEvents.expire(dataset, id, Date.parse(before));
    await tally.note("trail", id, gone);
  }
}

/** Items of a partition that are old by what they say or by their key. */
async function some(
  tally: Tally.Info,
  name: string,
  pk: string,
  isOld: (item: Table.Item) => boolean = () => true,
) {
  await tally.note(name, "", 0);
  for await (const item of Table.query(pk)) {
    if (!isOld(item)) continue;
    await tally.note(name, `${pk} ${item.sk}`, 1);
    await Table.remove(item);
  }
}

async function remains({ dataset, before, tally }: Asked) {
  const { pk: alerts } = Table.keys.alert(dataset);
  await some(tally, "alerts", alerts, ({ at }) => at < before);
  const { pk: confirmed } = Table.keys.confirmed(dataset, "");
  await some(tally, "confirmations", confirmed, ({ sk }) =>
    ExpiredRows.isExpired(sk, before),
  );
  const { pk: mailed } = Table.keys.mailed(dataset, "", "");
  await some(tally, "mails", mailed, ({ sk }) => sk < before.slice(0, 7));
  const gone = await HealthOverride.expire(dataset, before);
  await tally.note("overrides", "", gone);
}

/** What was offered to customers and what was asked, month by month since their first file came. */
async function shownAndAsked({ before, tally }: Asked) {
  const first = await Promise.all(
    [Dataset.customers, "events", "knowledge"].map(async (name) => {
      const { pk } = Table.keys.upload(name, "");
      const { items } = await Table.page(pk, { limit: 1 });
      return items.map(({ droppedAt }) => String(droppedAt).slice(0, 7));
    }),
  );
  let month = first.flat().sort().at(0);
  for (
    ;
    month && ExpiredRows.isExpired(month, before);
    month = Period.next(month)
  ) {
    await some(tally, "questions", Table.keys.question(month, "").pk);
    for (let n = 0; n < Table.shards; n++)
      await some(tally, "exposures", Table.keys.shownShard(month, n));
  }
}

export * as ExpireItems from "./expire-items";
