// definitions: the definition and formula of each measured figure
import type { Definition } from "../../metrics/estimate";
import { MetricWords } from "../../metrics/metric-words";
import { Effect } from "../../playbooks/effect";
import { Topic } from "../../feedback/topic/topic";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

export function definitions(info: Info, pen: Pen): Block.Section | null {
  const { t } = pen;
  const rows = [...measured(info, pen), ...others(info, pen)];
  if (rows.length === 0) return null;
  return {
    ...{ id: "definitions", title: t("definitions.title") },
    blocks: [
      Block.table(
        [
          ...[t("column.figure"), t("column.definition"), t("column.formula")],
          ...[`#${t("column.version")}`, "#n"],
        ],
        rows.map(({ name, text, formula, version, n }) => [
          ...[name, text, [{ code: formula }], String(version), n],
        ]),
        "wordy",
      ),
      Block.note(t("definitions.intervals")),
    ],
  };
}

type Row = {
  name: string;
  text: string;
  formula: string;
  version: number;
  n: string;
};

const measured = ({ definitions, metrics }: Info, pen: Pen): Row[] =>
  Object.entries(definitions).flatMap(([key, { formula, version }]) => {
    const value = metrics[key];
    return value && value.value !== null
      ? [{ ...pen.metric(key), formula, version, n: pen.whole(value.n) }]
      : [];
  });

function others({ said, actions }: Info, { lang }: Pen): Row[] {
  const effects = actions?.effects ?? [];
  const row = (key: string, definition: Definition) => ({
    ...definition,
    ...{ ...MetricWords.of(key, lang, definition), n: "" },
  });
  return [
    ...(said?.topics.length ? [row("topic", Topic.definition)] : []),
    ...(effects.some(({ effect }) => effect.value !== null)
      ? [row("effect", Effect.definitions.effect)]
      : []),
  ];
}
