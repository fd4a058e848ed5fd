// renewals: what is expected to be lost by renewal month, and what came of the months before
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

type Renewals = NonNullable<Info["renewals"]>;
type Item = Renewals["items"][number];

const maxMonthsAhead = 6;
const maxMonthsBack = 3;
const maxNames = 8;
const short = (text: string) => Block.clipped(text, 40);

/** The months ahead, and what is expected of all customers. */
export function renewals({ renewals }: Info, pen: Pen): Block.Section | null {
  if (!renewals?.items.length) return null;
  const { items, total } = renewals;
  const ahead = items.filter(({ happened }) => !happened);
  return {
    ...{ id: "renewals", title: pen.t("renewals.title") },
    blocks: [
      Block.text(
        pen.parts("renewals.total", {
          ...{ loss: pen.money(total.expectedLoss) },
          ...{ low: pen.money(total.low), high: pen.money(total.high) },
        }),
      ),
      ...(ahead.length ? [table(ahead.slice(0, maxMonthsAhead), pen)] : []),
    ],
  };
}

function table(items: Item[], pen: Pen): Block.Table {
  const { t, money } = pen;
  return Block.table(
    [
      ...[t("column.month"), `#${t("column.customers")}`],
      ...[`#${t("renewals.revenue")}`, `#${t("renewals.expected")}`],
      `#${t("column.interval")}`,
    ],
    items.map(({ month, customers, revenue, expectedLoss, low, high }) => [
      ...[pen.month(month), pen.whole(customers), money(revenue)],
      [{ strong: money(expectedLoss) }],
      pen.between(money(low), money(high)),
    ]),
  );
}

/** What was expected of the months that are past, and what came of it. */
export function reckoning({ renewals }: Info, pen: Pen): Block.Section | null {
  const past = (renewals?.items ?? [])
    .filter(({ happened }) => happened)
    .slice(-maxMonthsBack)
    .reverse();
  if (!past.length) return null;
  const { t, whole, money } = pen;
  return {
    ...{ id: "reckoning", title: t("reckoning.title") },
    blocks: [
      Block.text(t("reckoning.how")),
      Block.table(
        [
          ...[t("column.month"), `#${t("reckoning.renewals")}`],
          ...[`#${t("reckoning.renewed")}`, `#${t("reckoning.contracted")}`],
          ...[`#${t("column.left")}`, `#${t("renewals.expected")}`],
          `#${t("reckoning.lost")}`,
        ],
        past.map(({ month, customers, expectedLoss, happened }) => [
          ...[pen.month(month), whole(customers), whole(happened!.renewed)],
          ...[whole(happened!.contracted), whole(happened!.left)],
          ...[money(expectedLoss), [{ strong: money(happened!.lost) }]],
        ]),
      ),
      ...past.slice(0, 1).map((one) => Block.text(outcome(one, pen))),
    ],
  };
}

function outcome({ month, low, high, happened }: Item, pen: Pen): Block.Text {
  const { lost, names } = happened!;
  const list = names.left
    .slice(0, maxNames)
    .map(({ id, name }) =>
      name ? `${short(name)} (${short(id)})` : short(id),
    );
  const more = names.left.length - list.length;
  return [
    pen.t("reckoning.outcome", {
      ...{ month: pen.month(month), lost: pen.money(lost) },
      ...{ low: pen.money(low), high: pen.money(high) },
      inside: lost >= low && lost <= high,
    }),
    list.length
      ? pen.t("reckoning.left", {
          ...{ names: list.join(pen.t("list.comma")), more },
        })
      : "",
  ];
}
