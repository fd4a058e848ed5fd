// usage: adoption, volume and commitments, the models in use, and customers to watch
import type { Info } from "../report";
import { grid, html, type Html } from "../print-layout";
import { count, whole } from "../../text/format";
import { measures } from "./metric-table";
import type { Section } from "./section";

export const groups = {
  "Adoption and use": ["adoption", "breadth", "stickiness"],
  "Onboarding and conversion": [
    ...["onboarded", "trained", "timeToFirstValueMedian"],
    ...["timeToFirstValueP90", "trialToPaid", "viewToCart"],
    ...["cartToPurchase", "viewToPurchase", "referrals", "referralValue"],
  ],
  "Volume and quality of service": [
    ...["tokens", "tokensSlope", "requests", "requestsSlope", "errorRate"],
    ...["rateLimited", "latencyP50", "latencyP95", "modelsInUse", "onRetiring"],
  ],
  "Commitments and bills": [
    ...["burn", "overCommitment", "daysToExhaustion", "billShock"],
    ...["usageChurn", "ownerRemoved"],
  ],
} satisfies Record<string, string[]>;

/** `elsewhere` are the metrics of other sections; those of no section come last here. */
export function usage(info: Info, elsewhere: string[]): Section | null {
  const placed = [...elsewhere, ...Object.values(groups).flat()];
  const rest = Object.keys(info.metrics).filter(
    (name) => !placed.includes(name),
  );
  const parts = [...Object.entries(groups), ["Other figures", rest] as const]
    .map(([title, names]) => ({ title, table: measures(info, [...names]) }))
    .filter(({ table }) => table !== null);
  const more = [models(info), retiring(info), lists(info)].filter(
    (part) => part !== null,
  );
  if (parts.length + more.length === 0) return null;
  return {
    id: "usage",
    title: "Usage and volume",
    body: html`${parts.map(
      ({ title, table }) =>
        html`<h3>${title}</h3>
          ${table}`,
    )}
    ${more}`,
  };
}

const maxModels = 10;

function models({ tables }: Info): Html | null {
  if (!tables?.models.length) return null;
  const all = tables.models.toSorted((a, b) => b.customers - a.customers);
  const shown = all.slice(0, maxModels);
  const rest = all.length - shown.length;
  return html`<p>
    Models in use:
    ${shown.map(({ name, customers }, k) => html`${k > 0 ? ", " : ""}<b>${name}</b> (${count(customers, "customer")})`)}${rest > 0 ? ` and ${whole(rest)} more` : ""}.
  </p>`;
}

function retiring({ tables }: Info): Html | null {
  const leaving = tables?.retiring ?? [];
  if (leaving.length === 0) return null;
  return html`<h3>Models to be retired</h3>
    ${grid(
      ["Model", "Retires on", "#Days left", "Successor", "#Customers on it"],
      leaving.map(({ version, retiresOn, days, successor, customers }) => [
        html`<b>${version}</b>`,
        retiresOn,
        days > 0 ? whole(days) : "past",
        successor ?? "none named",
        whole(customers),
      ]),
    )}`;
}

const maxIds = 10;
const watched = {
  usageChurn: "Usage fell off",
  billShock: "Bill shock",
  overCommitment: "Ahead of their commitment",
  ownerRemoved: "Owner removed",
} as const;

function lists({ tables }: Info): Html | null {
  if (!tables) return null;
  const filled = Object.entries(watched).flatMap(([list, title]) => {
    const ids = tables.lists[list as keyof typeof watched];
    return ids.length > 0 ? [{ title, ids }] : [];
  });
  if (filled.length === 0) return null;
  return html`<h3>Customers to watch</h3>
    <ul>
      ${filled.map(({ title, ids }) => html`<li><b>${title}</b>, ${whole(ids.length)}: ${ids.slice(0, maxIds).join(", ")}${ids.length > maxIds ? `, and ${whole(ids.length - maxIds)} more` : ""}</li>`)}
    </ul>`;
}
