// transition: the states of an action that may follow each other, and the change of an action
import { Table } from "../../aws/table";
import { Profile } from "../../customers/profile";
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

/** The action after a change. To repeat its state is allowed and changes no state. */
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

// When two people change one action at once, the second change applies to the result of the first.
const maxTries = 5;

/** Stores a change of an action and answers the action after it. */
export async function set(
  dataset: string,
  id: string,
  given: Action.Change,
  now: Date,
): Promise<Action.Info> {
  for (let n = 0; n < maxTries; n++) {
    const { action, revision } = await Action.find(dataset, id);
    const { state, history, outcome } = change(action, given, now);
    const changed = await Profile.changing(dataset, [action.customer], () =>
      Table.update(
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
      ),
    );
    if (changed) return Action.Info.parse(changed);
  }
  throw new Failure(
    "action.busy",
    `The action "${id}" is being changed by somebody else; expected nobody at it within ${maxTries} tries`,
    409,
  );
}

export * as Transition from "./transition";
