// role-names: the columns of a log's file from another tool, under the names that the tool before gave to what they play
import { Failure } from "../base/error";
import type { Definition } from "../tabular/definition";
import { Said } from "../tabular/said";
import { LogNames } from "./log-names";

const logs = new Set(["events", "feedback", "subscriptions", "products"]);

/** What each tool exports under names of its own. */
export const isLog = (dataset: string) => logs.has(dataset);

type Mapping = Pick<Definition.Input, "id" | "time" | "roles">;

const entries = ({ id, time, roles }: Mapping) => [
  ...Object.entries({ id, time }),
  ...Object.entries(roles ?? {}),
];

/** What binds every file of a log: only what was said. */
export function saidOnly(known: Definition.Input): Definition.Input {
  const said = Said.of(known);
  const roles = Object.entries(known.roles ?? {}).filter(([role]) =>
    said.has(`roles.${role}`),
  );
  return {
    period: known.period,
    timezone: known.timezone,
    ...(said.has("id") && { id: known.id }),
    ...(said.has("time") && { time: known.time }),
    roles: Object.fromEntries(roles),
  };
}

/** `own` is what the file's columns play by themselves; a column goes by its known name where the file lacks that one. */
export function match(
  names: string[],
  known: Definition.Input,
  own: Mapping,
): string[] {
  const here = new Set(names);
  const before = new Map(entries(known));
  const renamed = new Map<string, string>();
  for (const [role, name] of entries(own)) {
    const was = before.get(role);
    if (name === undefined || was === undefined) continue;
    if (here.has(was) || renamed.has(name)) continue;
    // A column that another role is known by stays what it is.
    if ([...before.values()].includes(name)) continue;
    if ([...renamed.values()].includes(was)) continue;
    const [then, now] = [was, name].map(LogNames.stretchOf);
    if (role === "amount" && then !== now)
      throw new Failure(
        "definition.column.missing",
        `Expected the amount column "${was}", got "${name}", whose amounts are of ${now ? `a ${now}` : "the interval beside them"} and not of ${then ? `a ${then}` : "theirs"}. Name the column alike or keep such files apart.`,
      );
    renamed.set(name, was);
  }
  return names.map((name) => renamed.get(name) ?? name);
}

export * as RoleNames from "./role-names";
