// transition: which state of an action may follow which
import type { Action } from "./action";
import { Failure } from "../../base/error";

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
