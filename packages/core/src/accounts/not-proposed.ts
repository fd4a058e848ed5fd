// not-proposed: why a playbook proposes nothing for a customer today
import * as z from "zod";
import { PlaybookConfig } from "../playbooks/playbook-config";
import type { Playbook } from "../playbooks/playbook";
import { Action } from "../playbooks/action/action";
import { DraftAction } from "../playbooks/action/draft-action";
import { Condition } from "../playbooks/condition";
import { StepText } from "../playbooks/step-text";
import { Calendar } from "../reading/calendar";
import { Bilingual } from "../text/bilingual";
import type { CustomerTable } from "../customers/customer-table";

export const Cause = z.enum([
  ...["left", "columns", "threshold"],
  ...["open", "cooling", "held", "capacity"],
] as const);
export const Info = z.object({
  playbook: z.string(),
  title: Bilingual.NonEmptyText,
  cause: Cause,
  text: Bilingual.NonEmptyText,
});
export type Info = z.infer<typeof Info>;

type Input = {
  config: PlaybookConfig.Info;
  table: CustomerTable; // days count from today
  row: number;
  /** The customer's actions, those held out among them. */
  actions: Action.Info[];
  left: { period: string } | null;
  now: Date;
};

/** One answer for each playbook. */
export const explain = (input: Input): Info[] =>
  input.config.playbooks.map((playbook) => ({
    playbook: playbook.id,
    title: playbook.name,
    ...causeOf(playbook, input),
  }));

function causeOf(
  playbook: Playbook.Info,
  { config, table, row, actions, left, now }: Input,
): Pick<Info, "cause" | "text"> {
  if (left)
    return cause(
      "left",
      `The customer has left (${left.period}).`,
      `客户已离开（${left.period}）。`,
    );
  const own = actions.filter((action) => action.playbook === playbook.id);
  const open = own.find(
    ({ state }) => state === "proposed" || state === "accepted",
  );
  if (open)
    return cause(
      "open",
      `It is open since ${open.createdAt.slice(0, 10)}.`,
      `自 ${open.createdAt.slice(0, 10)} 起进行中。`,
    );
  const opened = playbook.when.all.map((condition) => ({
    condition,
    column: Condition.read(condition, table),
  }));
  const missing = opened.filter(({ column }) => !column);
  if (missing.length) {
    const names = missing.map(({ condition }) => Condition.spelled(condition));
    return cause(
      "columns",
      `It needs ${names.join(" and ")}.`,
      `缺少 ${names.join("、")}。`,
    );
  }
  const known = opened.map(({ condition, column }) => ({
    condition,
    column: column!,
  }));
  const failing = known.filter(
    ({ condition, column }) => !Condition.holds(condition, column, row),
  );
  if (failing.length) {
    const why = StepText.why(failing, table, row);
    return cause("threshold", `Not met: ${why.en}.`, `未达到条件：${why.zh}。`);
  }
  const last = own
    .map(({ createdAt }) => Date.parse(createdAt))
    .reduce((a, b) => Math.max(a, b), -Infinity);
  if (
    own.some(({ state }) => state === "held") ||
    isHeld(playbook, table, row, config)
  )
    return cause(
      "held",
      "Held out this quarter, so that acting can be compared with not acting.",
      "本季度作为对照组保留，以便比较行动的效果。",
    );
  const until = last + playbook.coolDownDays * Calendar.dayMs;
  if (until > now.getTime()) {
    const day = new Date(until).toISOString().slice(0, 10);
    return cause(
      "cooling",
      `Left alone until ${day} after the last time.`,
      `距上次行动不久，${day} 前不再提出。`,
    );
  }
  return cause(
    "capacity",
    `It fits, but others come first: the team can see ${config.capacityPerWeek} customers a week.`,
    `符合条件，但其他客户更优先：团队每周可联系 ${config.capacityPerWeek} 位客户。`,
  );
}

const isHeld = (
  playbook: Playbook.Info,
  { id, period }: CustomerTable,
  row: number,
  { seed }: PlaybookConfig.Info,
) => DraftAction.isHeld(playbook, id[row], { seed, period });

const cause = (cause: z.infer<typeof Cause>, en: string, zh: string) => ({
  cause,
  text: { en, zh },
});

export * as NotProposed from "./not-proposed";
