// history: the leading figures month by month
import { movement } from "../../chart/chart";
import type { Info } from "../report";
import { leading } from "./headline";
import { figure, html, type Html } from "../print-layout";
import type { Section } from "./section";
import { tick, unitOf, written } from "../figure-text";

export function history(info: Info): Section | null {
  if (info.history.length < 2) return null;
  const drawn = leading.filter((name) =>
    info.history.some(({ metrics }) => (metrics[name]?.value ?? null) !== null),
  );
  if (drawn.length === 0) return null;
  return {
    id: "history",
    title: "Trends",
    body: html`<div class="figures">
      ${drawn.map((name) => plot(info, name))}
    </div>`,
  };
}

function plot(info: Info, name: string): Html {
  const title = info.definitions[name]?.name ?? name;
  const unit = unitOf(info, name);
  const points = info.history.map(({ month, metrics }) => {
    const value = metrics[name];
    if (!value || value.value === null) return { period: month, value: null };
    const { low, high } = value;
    return { period: month, value: value.value, low, high };
  });
  const description = points
    .map(
      ({ period, value }) =>
        `${period}: ${value === null ? "none" : written(value, unit)}`,
    )
    .join("; ");
  const bounded = points.some(({ low }) => low !== undefined);
  return figure(
    movement({
      ...{ title: `${title} by month`, description, points, y: "" },
      ...{ height: 240, tick: (value: number) => tick(value, unit) },
    }),
    `${title} by month${bounded ? "; the shade is the 95 % interval" : ""}.`,
  );
}
