// history: the leading figures month by month
import { movement } from "../../chart/chart";
import type { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";
import { leading } from "./headline";

export function history(info: Info, pen: Pen): Block.Section | null {
  const parts = trends(info, pen);
  if (parts.length === 0) return null;
  return {
    ...{ id: "history", title: pen.t("history.title") },
    blocks: [{ kind: "beside", parts }],
  };
}

/** A drawing for each leading figure that is known of two months or more. */
export function trends(info: Info, pen: Pen, height = 240): Block.Block[][] {
  const known = (name: string) =>
    info.history.filter(
      ({ metrics }) => (metrics[name]?.value ?? null) !== null,
    ).length;
  if (info.history.length < 2) return [];
  return leading
    .filter((name) => known(name) > 0)
    .map((name) => [plot(info, name, pen, height)]);
}

function plot(info: Info, name: string, pen: Pen, height: number): Block.Block {
  const unit = pen.unitOf(name);
  const points = info.history.map(({ month, metrics }) => {
    const value = metrics[name];
    if (!value || value.value === null) return { period: month, value: null };
    const { low, high } = value;
    return { period: month, value: value.value, low, high };
  });
  const title = pen.t("history.chart", { name: pen.metric(name).name });
  const description = points
    .map(
      ({ period, value }) =>
        `${period}: ${value === null ? pen.t("cell.missing") : pen.written(value, unit)}`,
    )
    .join("; ");
  const bounded = points.some(({ low }) => low !== undefined);
  return {
    kind: "chart",
    svg: movement({
      ...{ title, description, points, y: "", height },
      tick: (value: number) => pen.tick(value, unit),
    }),
    caption: pen.t("history.caption", { title, bounded }),
  };
}
