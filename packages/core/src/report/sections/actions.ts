// actions: the month's actions, the most urgent of them, and the measured effect of each playbook
import { MetricWords } from "../../metrics/metric-words";
import { Action } from "../../playbooks/action/action";
import { Effect } from "../../playbooks/effect";
import { PlaybookConfig } from "../../playbooks/playbook-config";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

type Actions = NonNullable<Info["actions"]>;

const maxActions = 20;
const maxReasonLetters = 200;
const maxNameLetters = 60;

export function actions({ actions }: Info, pen: Pen): Block.Section | null {
  if (!actions) return null;
  const { t } = pen;
  const counted = Action.State.options.filter(
    (state) => actions.counts[state] > 0,
  );
  if (counted.length === 0 && actions.effects.length === 0) return null;
  const open = actions.list.filter(
    ({ state, heldOut }) =>
      !heldOut && (state === "proposed" || state === "accepted"),
  );
  const counts = counted.map((state) =>
    pen.parts("actions.count", {
      ...{ n: pen.whole(actions.counts[state]), state: t(`state.${state}`) },
    }),
  );
  return {
    ...{ id: "todo", title: t("actions.title") },
    blocks: [
      Block.text([
        t("actions.counts"),
        ...(counts.length
          ? Block.joined(counts, t("list.comma"))
          : [t("actions.none")]),
        t("stop"),
      ]),
      ...(open.length > 0 ? urgent(open, pen) : []),
      ...effects(actions, pen),
    ],
  };
}

const urgent = (open: Action.Info[], { t, both }: Pen): Block.Block[] => [
  Block.heading(t("actions.urgent")),
  Block.table(
    [t("column.customer"), t("actions.reason"), t("actions.due")],
    open
      .slice(0, maxActions)
      .map(({ customer: id, name, title, state, why, owner, due }) => [
        Block.customer(id, name),
        [
          { strong: both(title) },
          ...(state === "accepted" ? [t("actions.accepted")] : []),
          Block.line,
          Block.clipped(both(why), maxReasonLetters),
        ],
        [both(owner), Block.line, { solid: due }],
      ]),
    "wordy",
  ),
];

/** What a playbook is called: by its actions, else by its default settings. */
export const playbookName = ({ list }: Actions, id: string, { both }: Pen) => {
  const title =
    list.find(({ playbook }) => playbook === id)?.title ??
    PlaybookConfig.defaults.playbooks.find((playbook) => playbook.id === id)
      ?.name;
  return Block.clipped(title ? both(title) : id, maxNameLetters);
};

function effects(actions: Actions, pen: Pen): Block.Block[] {
  const tried = actions.effects.filter(
    ({ treated, heldOut }) => treated.customers + heldOut.customers > 0,
  );
  if (tried.length === 0) return [];
  const name = (id: string) => playbookName(actions, id, pen);
  const measured = tried.filter(({ effect }) => effect.value !== null);
  const unmeasured = new Map<string, string[]>();
  for (const { playbook, effect } of tried) {
    if (effect.value !== null) continue;
    const names = unmeasured.get(effect.why) ?? [];
    unmeasured.set(effect.why, [...names, name(playbook)]);
  }
  return [
    Block.heading(pen.t("effects.title")),
    ...(measured.length > 0
      ? [
          effectTable(actions, measured, pen),
          Block.note(
            MetricWords.of("effect", pen.lang, Effect.definitions.effect).text,
          ),
        ]
      : []),
    ...(unmeasured.size > 0
      ? [
          Block.list(
            [...unmeasured].map(([why, names]) =>
              pen.parts("why.of", {
                ...{ names: pen.list(names), why: pen.clause(why) },
              }),
            ),
          ),
        ]
      : []),
  ];
}

export function effectTable(
  actions: Actions,
  effects: Effect.Info[],
  pen: Pen,
): Block.Table {
  const { t } = pen;
  const arm = (
    { outcome, known, customers }: Effect.Arm,
    unit: Effect.Info["unit"],
  ): Block.Text =>
    outcome.value === null
      ? "—"
      : [
          pen.written(outcome.value, unit),
          Block.line,
          {
            quiet: t("effects.known", {
              ...{ known: pen.whole(known), of: pen.whole(customers) },
            }),
          },
        ];
  return Block.table(
    [
      t("column.playbook"),
      ...[`#${t("effects.treated")}`, `#${t("effects.held")}`],
      ...[`#${t("effects.effect")}`, `#${t("column.interval")}`],
    ],
    effects.map(({ playbook, unit, treated, heldOut, effect }) => {
      const { size, between } = pen.difference(effect, unit);
      return [
        playbookName(actions, playbook, pen),
        arm(treated, unit),
        arm(heldOut, unit),
        [{ strong: size }],
        between ?? "",
      ];
    }),
  );
}
