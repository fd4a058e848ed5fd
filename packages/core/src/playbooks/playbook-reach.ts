// playbook-reach: how many customers each playbook fits, and why one fits nobody
import * as z from "zod";
import type { CustomerTable } from "../customers/customer-table";
import { Bilingual } from "../text/bilingual";
import { Condition } from "./condition";
import type { Playbook } from "./playbook";
import type { PlaybookConfig } from "./playbook-config";
import { StepText } from "./step-text";

const count = z.int().min(0);
export const Info = z.object({
  playbook: z.string(),
  name: Bilingual.NonEmptyText,
  matched: count,
  cooling: count.describe("Within the cool-down after an earlier action"),
  proposed: count,
  held: count,
  beyond: count.describe("Over the team's capacity"),
  silent: Bilingual.NonEmptyText.nullable().describe("Why it fits nobody"),
});
export type Info = z.infer<typeof Info>;

type Counts = Record<
  string,
  Pick<Info, "matched" | "cooling" | "proposed" | "held" | "beyond">
>;

/** `fired` holds the playbooks that proposed something in the periods remembered. */
export const reach = (
  { playbooks }: PlaybookConfig.Info,
  table: CustomerTable,
  counts: Counts,
  { fired, periods }: { fired: Set<string>; periods: number },
): Info[] =>
  playbooks.map((playbook) => {
    const { id, name } = playbook;
    const own = counts[id] ?? {
      ...{ matched: 0, cooling: 0, proposed: 0, held: 0, beyond: 0 },
    };
    const why = own.matched ? null : silence(playbook, table);
    const since =
      why && !fired.has(id) && periods > 1
        ? {
            en: `${why.en} Nothing was proposed in ${periods} periods.`,
            zh: `${why.zh}${periods} 个周期内未提出任何行动。`,
          }
        : why;
    return { playbook: id, name, ...own, silent: since };
  });

function silence(
  { when }: Playbook.Info,
  table: CustomerTable,
): Bilingual.Text {
  const opened = when.all.map((condition) => ({
    condition,
    column: Condition.read(condition, table),
  }));
  const missing = opened.flatMap(({ condition, column }) =>
    column ? [] : Condition.spelled(condition),
  );
  if (missing.length)
    return {
      en: `It needs ${missing.join(" and ")}.`,
      zh: `缺少 ${missing.join("、")}。`,
    };
  // The condition that holds of the fewest keeps the playbook silent.
  const [{ condition, column }] = opened
    .map(({ condition, column }) => {
      const holds = (i: number) => Condition.holds(condition, column!, i);
      return {
        ...{ condition, column: column! },
        met: table.id.reduce((sum, _, i) => sum + Number(holds(i)), 0),
      };
    })
    .sort((a, b) => a.met - b.met);
  const nearest = nearestTo(condition, column);
  if (nearest < 0)
    return {
      en: "No customer meets all of its conditions.",
      zh: "没有客户符合其全部条件。",
    };
  const why = StepText.why([{ condition, column }], table, nearest);
  return {
    en: `No customer meets it; the nearest has ${why.en}.`,
    zh: `没有客户达到条件；最接近的为 ${why.zh}。`,
  };
}

// The customer whose number is closest to a bound; -1 where there is no number or it is met.
function nearestTo({ op }: Condition.Info, { number }: Condition.Column) {
  const sign =
    op === ">" || op === ">=" ? 1 : op === "<" || op === "<=" ? -1 : 0;
  if (!sign || !number) return -1;
  let best = -1;
  for (let i = 0; i < number.length; i++)
    if (
      !Number.isNaN(number[i]) &&
      (best < 0 || sign * number[i] > sign * number[best])
    )
      best = i;
  return best;
}

export * as PlaybookReach from "./playbook-reach";
