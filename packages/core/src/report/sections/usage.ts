// usage: adoption, volume and commitments, the models in use, and customers to watch
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";
import { measures } from "./metric-table";

const groups = {
  adoption: ["adoption", "breadth", "stickiness"],
  onboarding: [
    ...["onboarded", "trained", "timeToFirstValueMedian"],
    ...["timeToFirstValueP90", "trialToPaid", "viewToCart"],
    ...["cartToPurchase", "viewToPurchase", "referrals", "referralValue"],
  ],
  volume: [
    ...["tokens", "tokensSlope", "requests", "requestsSlope", "errorRate"],
    ...["rateLimited", "latencyP50", "latencyP95", "modelsInUse", "onRetiring"],
  ],
  commitments: [
    ...["burn", "overCommitment", "daysToExhaustion", "billShock"],
    ...["usageChurn", "ownerRemoved"],
  ],
} satisfies Record<string, string[]>;

/** `elsewhere` are the metrics of other sections; those of no section come last here. */
export function usage(
  info: Info,
  elsewhere: string[],
  pen: Pen,
): Block.Section | null {
  const placed = [...elsewhere, ...Object.values(groups).flat()];
  const rest = Object.keys(info.metrics).filter(
    (name) => !placed.includes(name),
  );
  const parts = Object.entries({ ...groups, other: rest }).flatMap(
    ([group, names]) => {
      const table = measures(info, names, pen);
      const key = group as keyof typeof groups | "other";
      return table ? [Block.heading(pen.t(`usage.${key}`)), table] : [];
    },
  );
  const blocks = [
    ...parts,
    ...models(info, pen),
    ...retiring(info, pen),
    ...lists(info, pen),
  ];
  if (!blocks.length) return null;
  return { id: "usage", title: pen.t("usage.title"), blocks };
}

const maxModels = 10;

function models({ tables }: Info, pen: Pen): Block.Block[] {
  if (!tables?.models.length) return [];
  const all = tables.models.toSorted((a, b) => b.customers - a.customers);
  const shown = all.slice(0, maxModels);
  return [
    Block.text([
      pen.t("models.inUse"),
      ...Block.joined(
        shown.map(({ name, customers }) =>
          pen.parts("models.one", { name, n: customers }),
        ),
        pen.t("list.comma"),
      ),
      pen.t("list.more", { n: all.length - shown.length }),
      pen.t("stop"),
    ]),
  ];
}

function retiring({ tables }: Info, { t, whole }: Pen): Block.Block[] {
  const leaving = tables?.retiring ?? [];
  if (leaving.length === 0) return [];
  return [
    Block.heading(t("retiring.title")),
    Block.table(
      [
        ...[t("retiring.model"), t("retiring.on"), `#${t("retiring.days")}`],
        ...[t("retiring.successor"), `#${t("retiring.customers")}`],
      ],
      leaving.map(({ version, retiresOn, days, successor, customers }) => [
        ...[[{ strong: version }], retiresOn],
        days > 0 ? whole(days) : t("retiring.past"),
        successor ?? t("retiring.none"),
        whole(customers),
      ]),
    ),
  ];
}

const maxIds = 10;
const watched = [
  ...(["usageChurn", "billShock", "overCommitment", "ownerRemoved"] as const),
];

function lists({ tables, names }: Info, { t, whole }: Pen): Block.Block[] {
  if (!tables) return [];
  const known = new Map(names.map(({ id, name }) => [id, name]));
  const named = (id: string) =>
    known.has(id) ? `${known.get(id)} (${id})` : id;
  const filled = watched.filter((list) => tables.lists[list].length > 0);
  if (filled.length === 0) return [];
  return [
    Block.heading(t("watch.title")),
    Block.list(
      filled.map((list): Block.Text => {
        const ids = tables.lists[list];
        return [
          { strong: t(`watch.${list}`) },
          t("watch.count", { n: whole(ids.length) }),
          ids.slice(0, maxIds).map(named).join(t("list.comma")),
          t("list.more", { n: Math.max(0, ids.length - maxIds) }),
        ];
      }),
    ),
  ];
}
