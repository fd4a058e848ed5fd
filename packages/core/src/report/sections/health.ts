// health: customers by status, the drivers of health, and its back-test
import type { Info } from "../report";
import { backtest } from "./health-backtest";
import { chip, grid, html, type Html } from "../print-layout";
import { fixed, monthName, whole } from "../../text/format";
import type { Section } from "./section";
import { moved, range, written } from "../figure-text";

type Health = NonNullable<Info["health"]>;

export function health(info: Info): Section | null {
  const { health, model } = info;
  if (!health) return null;
  return {
    id: "health",
    title: "Health",
    body: html`${mean(health)}
      <div class="figures">
        <div>${statuses(info, health)}</div>
        <div>${components(health)}</div>
      </div>
      ${health.backtest && backtest(health.backtest, health, model)}`,
  };
}

function mean({ mean, config }: Health): Html | null {
  if (mean.value === null) return null;
  const between = range(mean, "points");
  const { amber, green } = config.status;
  return html`<p>
    Mean health is <b>${written(mean.value, "points")}</b> of
    100${between ? ` (95 % interval ${between})` : ""} over ${whole(mean.n)}
    customers. Red is below ${amber}, green from ${green} on.
  </p>`;
}

const lights = ["green", "amber", "red", "unknown"] as const;

function statuses({ history, since }: Info, { status }: Health): Html {
  const all = lights.reduce((sum, light) => sum + status[light], 0);
  const before = history.find(({ month }) => month === since)?.health?.status;
  const used = lights.filter((light) => status[light] || before?.[light]);
  return html`<div
      class="split"
      role="img"
      aria-label="${used.map((light) => `${light} ${status[light]}`).join(", ")}"
    >
      ${used.map(
        (light) =>
          html`<span
            class="${light}"
            style="flex-grow:${status[light]}"
          ></span>`,
      )}
    </div>
    ${grid(
      [
        "Status",
        "#Customers",
        "#Share",
        ...(before && since ? [`#Since ${monthName(since)}`] : []),
      ],
      used.map((light) => [
        light === "unknown" ? "too little known" : chip(light),
        whole(status[light]),
        all > 0 ? written(status[light] / all, "share") : "—",
        ...(before
          ? [
              moved({ change: status[light] - before[light] }, "count")?.text ??
                "",
            ]
          : []),
      ]),
    )}`;
}

function components({ components }: Health): Html {
  return grid(
    ["Driver", "#Weight", "#Mean points", "#Missing"],
    components.map(({ label, weight, mean, missing }) => [
      label.en,
      `${weight} %`,
      mean === null ? "—" : fixed(mean, 0),
      missing > 0 ? whole(missing) : "",
    ]),
  );
}
