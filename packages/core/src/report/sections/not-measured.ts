// not-measured: what could not be measured this month, each reason once
import type { Value } from "../../metrics/estimate";
import type { Info } from "../report";
import { html, type Html } from "../print-layout";
import type { Section } from "./section";
import { clause } from "../figure-text";

const role = /^No column has the role (.+)\.$/;

export function notMeasured(info: Info): Section | null {
  const reasons = new Map<string, (string | Html)[]>();
  for (const { name, value } of figures(info)) {
    if (!value || value.value !== null) continue;
    const missingRole = role.exec(value.why)?.[1];
    const why = missingRole
      ? "no column has the role it needs"
      : clause(value.why);
    const what = missingRole
      ? html`${name} (<code>${missingRole}</code>)`
      : name;
    reasons.set(why, [...(reasons.get(why) ?? []), what]);
  }
  if (reasons.size === 0) return null;
  return {
    id: "absent",
    title: "Not measured this month",
    body: html`<ul>
      ${[...reasons].map(
        ([why, names]) =>
          html`<li>
            ${names.map((name, k) => html`${k > 0 ? ", " : ""}${name}`)} —
            because ${why}.
          </li>`,
      )}
    </ul>`,
  };
}

const figures = ({ metrics, definitions, lifetime, health, said }: Info) =>
  [
    ...Object.entries(metrics).map(([key, value]) => ({
      name: definitions[key]?.name ?? key,
      value,
    })),
    { name: "Expected lifetime value", value: lifetime },
    { name: "Mean health", value: health?.mean },
    { name: "Sentiment of comments", value: said?.sentiment },
  ] satisfies { name: string; value?: Value | null }[];
