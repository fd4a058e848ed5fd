// definitions: the definition and formula of each measured figure
import { Effect } from "../../playbooks/effect";
import type { Definition } from "../../metrics/estimate";
import type { Info } from "../report";
import { Topic } from "../../feedback/topic/topic";
import { grid, html } from "../print-layout";
import { whole } from "../../text/format";
import type { Section } from "./section";

export function definitions(info: Info): Section | null {
  const rows = [...measured(info), ...others(info)];
  if (rows.length === 0) return null;
  return {
    id: "definitions",
    title: "Definitions",
    body: html`${grid(
        ["Figure", "Definition", "Formula", "#Version", "#n"],
        rows.map(({ definition: { name, text, formula, version }, n }) => [
          name,
          text,
          html`<code>${formula}</code>`,
          version,
          n,
        ]),
      )}
      <p class="note">
        Intervals are 95 %: Student's t for means, Wilson's for shares. Changes
        compare with the month named beside them and treat both months as
        independent, which makes their intervals rather too wide.
      </p>`,
  };
}

type Row = { definition: Definition; n: string };

const measured = ({ definitions, metrics }: Info): Row[] =>
  Object.entries(definitions).flatMap(([name, definition]) => {
    const value = metrics[name];
    return value && value.value !== null
      ? [{ definition, n: whole(value.n) }]
      : [];
  });

function others({ said, actions }: Info): Row[] {
  const effects = actions?.effects ?? [];
  return [
    ...(said?.topics.length ? [{ definition: Topic.definition, n: "" }] : []),
    ...(effects.some(({ effect }) => effect.value !== null)
      ? [{ definition: Effect.definitions.effect, n: "" }]
      : []),
  ];
}
