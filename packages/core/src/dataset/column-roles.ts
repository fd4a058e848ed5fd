// column-roles: which column plays which role in each kind of dataset
import type { Definition } from "../tabular/definition";
import { ColumnNames } from "./column-names";
import { FeedbackColumns } from "./feedback-columns";
import { find, type Looked } from "./key-columns";
import { LogNames } from "./log-names";

export function of(
  dataset: string,
  looked: Looked[],
  { id, time }: Pick<Definition.Input, "id" | "time">,
): Definition.Roles {
  const names = looked.map(({ name }) => name);
  if (dataset === "events") {
    const { id, time, ...roles } = LogNames.eventsOf(names);
    return Object.fromEntries(
      Object.entries(roles).filter(
        ([role, name]) =>
          ["product", "action", "order"].includes(role) ||
          find(looked, name).kind === "number",
      ),
    );
  }
  if (dataset === "knowledge") return LogNames.knowledgeOf(names);
  if (dataset === "feedback") return FeedbackColumns.roles(looked, [id, time]);
  if (dataset === "subscriptions") {
    const { customer, ...roles } = LogNames.subscriptionsOf(names);
    return roles;
  }
  const words = ["category", "text"];
  const milestone = ["date", "boolean"];
  const fits = {
    ...{ success: ["boolean"], trial: ["boolean", ...words] },
    ...{
      name: words,
      owner: words,
      plan: words,
      currency: words,
      stage: words,
    },
    ...{ models: ["number", ...words], features: ["number", ...words] },
    ...{ renewal: ["date"], signup: ["date"] },
    ...{ termStart: ["date"], termEnd: ["date"] },
    ...{ onboarded: milestone, trained: milestone, firstValue: ["date"] },
  } as Record<string, string[] | undefined>;
  const found = Object.entries(ColumnNames.rolesOf(names));
  return Object.fromEntries(
    found.filter(
      ([role, name]) =>
        (fits[role] ?? ["number"]).includes(find(looked, name).kind ?? "") &&
        (shares.includes(role) || !isShare(find(looked, name))),
    ),
  );
}

const shares = ["errorRate", "rateLimited"];

// Seats used in per cent are no number of seats.
function isShare({ name, seen }: Looked): boolean {
  if (/[%％]|percent|pct/iu.test(name)) return true;
  const [cell = ""] = seen.counts.keys();
  return /[%％]\s*$/u.test(cell);
}

export * as ColumnRoles from "./column-roles";
