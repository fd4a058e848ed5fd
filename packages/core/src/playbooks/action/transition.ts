// transition: which state of an action may follow which, and the change of one
import { Table } from "../../aws/table";
import { Failure } from "../../base/error";
import { Action } from "./action";

const next: Record<Action.State, Action.State[]> = {
  proposed: ["accepted", "dismissed"],
  accepted: ["done", "dismissed"],
  done: [],
  dismissed: [],
  held: [],
};

function check({ id, state, heldOut }: Action.Info, wanted: Action.State) {
  if (heldOut)
    throw new Failure(
      "action.transition",
      `The action "${id}" is held out: its customer is left alone, so that others can be compared with it; no state may follow`,
      409,
    );
  if (next[state].includes(wanted)) return;
  const possible = next[state].length
    ? `from here it may become ${next[state].join(" or ")}`
    : "that is its last state";
  throw new Failure(
    "action.transition",
    `The action "${id}" is ${state} and cannot become ${wanted}; ${possible}`,
    409,
  );
}

/** What a change makes of an action; to say a state again is no change of state. */
export function change(
  action: Action.Info,
  { outcome, note, ...given }: Action.Change,
  now: Date,
): Action.Info {
  const state = given.state ?? action.state;
  if (state !== action.state || action.heldOut) check(action, state);
  const at = now.toISOString();
  const moved = state !== action.state || note !== undefined;
  return {
    ...action,
    state,
    history: moved
      ? [...action.history, { state, at, ...(note !== undefined && { note }) }]
      : action.history,
    ...(outcome !== undefined && {
      outcome: { value: outcome, at, ...(note !== undefined && { note }) },
    }),
  };
}

// Two people at one action at once: the second sees what the first made of it.
const tries = 5;

export async function set(
  dataset: string,
  id: string,
  given: Action.Change,
  now: Date,
): Promise<Action.Info> {
  for (let n = 0; n < tries; n++) {
    const { action, revision } = await Action.find(dataset, id);
    const { state, history, outcome } = change(action, given, now);
    const changed = await Table.update(
      Action.keyOf(dataset, id),
      {
        set: {
          state,
          history,
          revision: revision + 1,
          ...(outcome && { outcome }),
        },
      },
      { when: "#revision = :was", values: { was: revision } },
    );
    if (changed) return Action.Info.parse(changed);
  }
  throw new Failure(
    "action.busy",
    `The action "${id}" is being changed by somebody else; expected nobody at it within ${tries} tries`,
    409,
  );
}

export * as Transition from "./transition";
