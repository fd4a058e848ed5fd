// train-uplift: from the measured outcomes of a dataset's playbooks to whom each of them changes
import { Group } from "@mainstay/core/base/group";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Estimate } from "@mainstay/core/metrics/estimate";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Effect } from "@mainstay/core/playbooks/effect";
import type { Playbook } from "@mainstay/core/playbooks/playbook";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { StoredUplift } from "@mainstay/core/playbooks/stored-uplift";
import { Uplift } from "@mainstay/core/playbooks/uplift";
import { Settings } from "@mainstay/core/settings/settings";
import { Frame } from "@mainstay/core/tabular/frame";
import { Trees } from "@mainstay/core/trees/trees";
import { FitModel } from "../fit/fit-model";
import { UpliftModel } from "../uplift/uplift-model";
import { LakeRows } from "./lake-rows";
import type { Input } from "./training-input";

/** `why` says what came of it; nothing is published that scores customers. */
export async function train({
  dataset,
  seed,
  now,
  progress,
}: Input): Promise<{ version?: string; promoted: false; why: string }> {
  progress(0, "reading");
  const definition = await Dataset.get(dataset);
  const [config, periods] = await Promise.all([
    Settings.get(dataset, "playbooks"),
    Dataset.periods(dataset),
  ]);
  const actions = await Action.all(dataset, periods);
  const { playbooks } = config ?? PlaybookConfig.defaults;
  const trials = playbooks.map((playbook) => trialOf(playbook, actions));
  const source = trials.some(({ enough }) => enough)
    ? await LakeRows.read(dataset, definition, (share) =>
        progress(0.5 * share, "reading"),
      )
    : null;
  const columns = FitModel.inputs(definition).filter(
    (name) => definition.columns[name] !== "text",
  );
  const found: Uplift.Stored[] = [];
  for (const [k, { playbook, known, enough }] of trials.entries()) {
    progress(0.5 + (0.5 * k) / trials.length, "fitting");
    const common = {
      ...{ playbook: playbook.id, day: now.toISOString().slice(0, 10) },
      ...{ unit: unitOf(known), ...arms(known) },
    };
    const trial = enough && source ? joined(known, source, columns) : null;
    if (!trial) {
      const { treated, heldOut } = Uplift.minCustomers;
      const none = Estimate.none(
        `Expected outcomes of at least ${treated} customers proposed for and ${heldOut} held out, got ${common.treated} and ${common.heldOut}.`,
      );
      const nothing = { effect: none, qini: none, curve: [], offered: false };
      found.push({ ...common, ...nothing, trees: null });
      continue;
    }
    const { trees, evidence } = UpliftModel.fit(trial, seed);
    const offered = Uplift.isProven(evidence.qini);
    found.push({
      ...{ ...common, ...evidence, offered },
      trees: offered
        ? Buffer.from(Trees.serialize(trees)).toString("base64")
        : null,
    });
  }
  await StoredUplift.write(dataset, found);
  const offered = found.filter((one) => one.offered).map((o) => o.playbook);
  return {
    promoted: false,
    why: offered.length
      ? `A ranking by uplift is offered for ${offered.join(", ")}`
      : "No ranking by uplift has proved better than a random order",
  };
}

const unitOf = (known: Action.Info[]) =>
  known.some(({ measured }) => typeof measured?.value === "number")
    ? ("points" as const)
    : ("share" as const);

type Candidate = {
  playbook: Playbook.Info;
  known: Action.Info[]; // the first of each customer, its outcome measured
  enough: boolean;
};

function trialOf(playbook: Playbook.Info, actions: Action.Info[]): Candidate {
  const own = actions.filter((action) => action.playbook === playbook.id);
  const known = Effect.firstOfEach(own).filter(({ measured }) => measured);
  return { playbook, known, enough: Uplift.isEnough(arms(known)) };
}

function arms(known: Action.Info[]) {
  const heldOut = known.filter((action) => action.heldOut).length;
  return { treated: known.length - heldOut, heldOut };
}

/** The rows of the customers as they were when they were drawn; null where too few are in the lake. */
function joined(
  known: Action.Info[],
  source: LakeRows.Info,
  columns: string[],
): UpliftModel.Trial | null {
  const place = new Map(
    source.id.map((id, row) => [`${source.period[row]} ${id}`, row]),
  );
  const found = known.flatMap((action) => {
    const row = place.get(`${action.period} ${action.customer}`);
    return row === undefined ? [] : { action, row };
  });
  const actions = found.map(({ action }) => action);
  if (!Uplift.isEnough(arms(actions))) return null;
  const rows = found.map(({ row }) => row);
  const frame = Frame.select(source.frame, rows);
  return {
    frame: {
      ...frame,
      columns: frame.columns.filter(({ name }) => columns.includes(name)),
    },
    at: Float64Array.from(rows, (row) => source.at[row]),
    columns,
    treated: Uint8Array.from(actions, ({ heldOut }) => Number(!heldOut)),
    chance: chances(actions),
    outcome: Float64Array.from(actions, ({ measured }) =>
      Number(measured!.value),
    ),
  };
}

// What the share of a period tells is drawn to that of all by as many customers.
const weightOfAll = 50;

/** Chance of being acted on in each action's period: the owner may have changed the share held out. */
function chances(known: Action.Info[]): Float64Array {
  const share = arms(known).treated / known.length;
  const byPeriod = Group.by(known, ({ period }) => period);
  const chance = new Map(
    [...byPeriod].map(([period, some]) => {
      const { treated } = arms(some);
      const shrunk =
        (treated + weightOfAll * share) / (some.length + weightOfAll);
      return [period, shrunk];
    }),
  );
  return Float64Array.from(known, ({ period }) => chance.get(period)!);
}

export * as TrainUplift from "./train-uplift";
