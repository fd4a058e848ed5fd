// letter: the month in five sentences: what changed, why, the money at risk, what was done and whether it helped, what to do
import type { Wording } from "../text/wording";
import type { Key } from "../text/message";
import { Block } from "../document/block";
import { Pen } from "./pen";
import type { AtRisk, Info, Topic } from "./report";
import { playbookName } from "./sections/actions";

type Spans = Block.Span[];

export const topics = ["changed", "why", "risk", "done", "todo"] as const;

const sentences = { changed, why, risk, done, todo } satisfies Record<
  Topic,
  (info: Info, pen: Pen) => Spans
>;

export const of = (info: Info, pen: Pen) =>
  topics.map((topic) => ({ topic, text: sentences[topic](info, pen) }));

/** The letter without marks, in both languages. */
export function plain(info: Info): NonNullable<Info["letter"]> {
  const inLanguage = (lang: Wording.Lang) =>
    of(info, Pen.of(lang, info)).map(({ topic, text }) => ({
      ...{ topic, text: Block.plain(text) },
    }));
  return { en: inLanguage("en"), zh: inLanguage("zh") };
}

const side = (by: number) => (by > 0 ? "up" : by < 0 ? "down" : "same");

function changed(info: Info, pen: Pen): Spans {
  const { counts, metrics, since, targets } = info;
  const people = {
    customers: counts.customers,
    moved: counts.joined !== undefined && counts.left !== undefined,
    ...{ joined: counts.joined ?? 0, left: counts.left ?? 0 },
  };
  const mrr = metrics.mrr?.value ?? null;
  if (mrr === null) return pen.parts("letter.changed.people", people);
  const change = pen.movement("mrr");
  const before = change ? mrr - change.by : 0;
  return pen.parts("letter.changed.revenue", {
    ...people,
    ...{ now: pen.written(mrr, "money") },
    since: since ? pen.month(since) : "",
    direction: change && since ? side(change.by) : "unknown",
    by: change?.size ?? "",
    share: before > 0 ? pen.percent(Math.abs(change!.by) / before) : "",
    target:
      targets.mrr === undefined
        ? "none"
        : mrr >= targets.mrr
          ? "above"
          : "below",
    goal: targets.mrr === undefined ? "" : pen.written(targets.mrr, "money"),
  });
}

const gains = ["new", "expansion", "reactivation"] as const;
const losses = ["churn", "contraction"] as const;

function why(info: Info, pen: Pen): Spans {
  const moved = info.tables?.movements;
  const driver = commonest(toSave(info), pen);
  const spans = driver ? pen.parts("letter.why.driver", driver) : [];
  if (!moved || !info.since)
    return spans.length ? spans : pen.parts("letter.why.unknown");
  const told = (kinds: readonly (typeof gains | typeof losses)[number][]) => {
    const some = kinds
      .filter((kind) => moved[kind] > 0)
      .sort((a, b) => moved[b] - moved[a]);
    return {
      total: pen.money(some.reduce((sum, kind) => sum + moved[kind], 0)),
      list: pen.list(
        some.map((kind) =>
          pen.t(`letter.kind.${kind}`, { money: pen.money(moved[kind]) }),
        ),
      ),
      any: some.length > 0,
    };
  };
  const [won, lost] = [told(gains), told(losses)];
  return [
    ...pen.parts("letter.why.revenue", {
      kind: won.any
        ? lost.any
          ? "both"
          : "gains"
        : lost.any
          ? "losses"
          : "none",
      ...{ gained: won.total, gains: won.list },
      ...{ lost: lost.total, losses: lost.list },
    }),
    ...spans,
  ];
}

/** The column that raises the risk of the most accounts to save. */
function commonest(all: AtRisk[], pen: Pen) {
  const counts = new Map<string, number>();
  for (const { reasons } of all) {
    const raising = reasons.filter(({ contribution }) => contribution > 0);
    for (const { label, column } of raising.slice(0, 1)) {
      const name = label ? pen.both(label) : column;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const [first] = [...counts].sort(
    ([a, n], [b, m]) => m - n || (a < b ? -1 : 1),
  );
  return first
    ? { driver: Block.clipped(first[0], 60), n: first[1], of: all.length }
    : null;
}

// As many accounts as a team calls in a month.
const maxSaved = 10;

/** Who is to be saved, the most money first. */
export const toSave = ({ atRisk }: Info) =>
  atRisk.filter(({ band }) => band !== "low").slice(0, maxSaved);

function risk(info: Info, pen: Pen): Spans {
  const { renewals, history, since, counts, tables } = info;
  if (!info.risk) return pen.parts("letter.risk.none");
  const { high } = info.risk.bands;
  const people = { high, scored: pen.whole(counts.scored) };
  const total = renewals?.total;
  if (!total || !total.customers || tables?.unsummed)
    return pen.parts("letter.risk.people", people);
  const before = history.find(({ month }) => month === since)?.expectedLoss;
  const by = before == null ? null : total.expectedLoss - before;
  const ahead = renewals.items
    .filter(({ happened }) => !happened)
    .slice(0, maxMonthsAhead);
  const soon = ahead.reduce((sum, { expectedLoss }) => sum + expectedLoss, 0);
  return pen.parts("letter.risk.money", {
    ...people,
    ...{ loss: pen.money(total.expectedLoss) },
    ...{ low: pen.money(total.low), high95: pen.money(total.high) },
    direction: by === null ? "unknown" : side(Math.round(by)),
    by: by === null ? "" : pen.money(Math.abs(by)),
    since: since ? pen.month(since) : "",
    renews: ahead.length > 0,
    ...{ soon: pen.money(soon), months: ahead.length },
  });
}

const maxMonthsAhead = 3;

function done({ actions }: Info, pen: Pen): Spans {
  const counts = actions?.counts ?? {};
  const shown = ["proposed", "accepted", "done", "dismissed"];
  const all = shown.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  if (!actions || (!all && !actions.effects.length))
    return pen.parts("letter.done.nothing");
  const spans = pen.parts("letter.done.counts", {
    ...{ all, done: counts.done ?? 0, accepted: counts.accepted ?? 0 },
  });
  // The playbook that most outcomes speak for.
  const [best] = actions.effects
    .filter(({ effect }) => effect.value !== null)
    .sort(
      (a, b) =>
        b.treated.known - a.treated.known || (a.playbook < b.playbook ? -1 : 1),
    );
  if (!best || best.effect.value === null) {
    const days = actions.effects.flatMap(({ knownOn }) => knownOn ?? []).sort();
    return [
      ...spans,
      ...pen.parts("letter.done.unknown", {
        ...{ dated: days.length > 0, day: days.length ? pen.day(days[0]) : "" },
      }),
    ];
  }
  const { value, low, high } = best.effect;
  const sure = low !== undefined && high !== undefined && (low > 0 || high < 0);
  const { size, between } = pen.difference(best.effect, best.unit);
  return [
    ...spans,
    ...pen.parts("letter.done.effect", {
      ...{ playbook: playbookName(actions, best.playbook, pen), size },
      ...{ bounded: between !== null, between },
      helped: !sure ? "unsure" : value > 0 ? "yes" : "no",
    }),
  ];
}

function todo(info: Info, pen: Pen): Spans {
  const { grow } = info;
  const [first, ...others] = toSave(info);
  const name = (one: { id: string; name: string | null }) =>
    Block.clipped(one.name ?? one.id, 40);
  const growing = grow.slice(0, 2).map(name);
  const growth = growing.length
    ? pen.parts("letter.todo.grow", { names: pen.list(growing) })
    : [];
  if (!first) return growth.length ? growth : pen.parts("letter.todo.nothing");
  const key: Key = first.todo.length ? "letter.todo.first" : "letter.todo.call";
  return [
    ...pen.parts(key, {
      name: name(first),
      todo: Block.clipped(first.todo.length ? pen.both(first.todo[0]) : "", 60),
      priced: first.moneyAtRisk !== null,
      money: first.moneyAtRisk === null ? "" : pen.money(first.moneyAtRisk),
      renews: first.renewal !== null && (first.daysToRenewal ?? -1) >= 0,
      day: first.renewal === null ? "" : pen.day(first.renewal),
      ...{
        more: others.length > 0,
        others: pen.list(others.slice(0, 2).map(name)),
      },
    }),
    ...growth,
  ];
}

export * as Letter from "./letter";
