// not-measured: what could not be measured this month, each reason once
import { Group } from "../../base/group";
import type { Value } from "../../metrics/estimate";
import type { Info } from "../report";
import { html } from "../print-layout";
import type { Section } from "./section";
import { clause } from "../figure-text";

const role = /^No column has the role (.+)\.$/;

export function notMeasured(info: Info): Section | null {
  const missing = figures(info).flatMap(({ name, value }) => {
    if (!value || value.value !== null) return [];
    const missingRole = role.exec(value.why)?.[1];
    return missingRole
      ? {
          why: "no column has the role it needs",
          what: html`${name} (<code>${missingRole}</code>)`,
        }
      : { why: clause(value.why), what: name };
  });
  const reasons = Group.by(missing, ({ why }) => why);
  if (reasons.size === 0) return null;
  return {
    id: "absent",
    title: "Not measured this month",
    body: html`<ul>
      ${[...reasons].map(
        ([why, names]) =>
          html`<li>
            ${names.map(({ what }, k) => html`${k > 0 ? ", " : ""}${what}`)} —
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
