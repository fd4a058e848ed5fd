// metric-table: a table of those of the month's metrics that were measured
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";

/** Null when none of them is measured. */
export function measures(
  info: Info,
  names: string[],
  pen: Pen,
): Block.Table | null {
  const { t } = pen;
  const rows = names.flatMap((name) => {
    const value = info.metrics[name];
    if (!value || value.value === null) return [];
    const unit = pen.unitOf(name);
    const target = info.targets[name];
    return [
      {
        figure: pen.metric(name).name,
        value: [{ strong: pen.written(value.value, unit) }],
        // A line may break between the bounds only.
        interval: (pen.range(value, unit) ?? "").replace(
          / (?!to)(?<!to )/g,
          "\u00a0",
        ),
        change: pen.trend(pen.movement(name)),
        target: target === undefined ? "" : pen.written(target, unit),
        n: pen.whole(value.n),
      },
    ];
  });
  if (rows.length === 0) return null;
  const since = info.since ? pen.month(info.since) : "";
  const columns = [
    { key: "figure", name: t("column.figure") },
    { key: "value", name: `#${t("column.value")}` },
    { key: "interval", name: `#${t("column.interval")}` },
    { key: "change", name: `#${t("column.since", { month: since })}` },
    { key: "target", name: `#${t("column.target")}` },
    { key: "n", name: "#n" },
  ] as const;
  const filled = columns.filter(({ key }) =>
    rows.some((row) => row[key].length),
  );
  return Block.table(
    filled.map(({ name }) => name),
    rows.map((row) => filled.map(({ key }) => row[key])),
    "measures",
  );
}
