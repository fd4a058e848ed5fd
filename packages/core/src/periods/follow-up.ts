// follow-up: what follows a refresh: series stored, outcomes of actions measured, new actions proposed, alerts raised
import { Action } from "../playbooks/action/action";
import { ActionOutcome } from "../playbooks/action/action-outcome";
import { Propose } from "../playbooks/action/propose";
import { StoredUplift } from "../playbooks/stored-uplift";
import { Alert } from "../playbooks/alert/alert";
import { FindAlerts } from "../playbooks/alert/find-alerts";
import { JoinedProfiles } from "../scoring/joined-profiles";
import { Given } from "./given";
import { Pipeline } from "./pipeline";
import { Dataset } from "../dataset/dataset";
import { Feedback } from "../feedback/feedback";
import { Registry } from "../model/registry";
import { Period } from "../tabular/period";
import { PlaybookConfig } from "../playbooks/playbook-config";
import { Sentiment } from "../feedback/sentiment/sentiment";
import { Series } from "./series";
import { Settings } from "../settings/settings";
import { PlaybookEffects } from "./playbook-effects";
import { PlaybookReach } from "../playbooks/playbook-reach";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";
import { Table } from "../aws/table";
import { Line } from "../work/line";

/** Does queued work: one refresh serves all that were queued until now. */
export async function run(work: Line.Info) {
  const served = (await Line.waiting(work.dataset)).filter(
    ({ kind, sk }) => kind === "assess" && sk !== work.sk,
  );
  await refresh(work.dataset, new Date());
  for (const other of served) await Line.drop(other);
}

async function refresh(dataset: string, now: Date) {
  if (dataset === Dataset.customers) await updateSentiments();
  const newest = await Pipeline.run(dataset);
  if (!newest) return;
  await JoinedProfiles.prepare(dataset, newest.table.period);
  await Given.freeze(dataset, now);
  await Series.write(dataset, newest);
  await updateActions(dataset, newest, now);
  await raiseAlerts(dataset, newest.state, now);
}

// A new model judges the comments of so many months again.
const judgedMonths = 24;
// Afterwards only these months can hold comments that the old model judged while the new one took over.
const overlapMonths = 3;

async function updateSentiments() {
  const judge = await Sentiment.judge("feedback");
  const model = (await Registry.current("feedback"))?.version ?? "words";
  const key = Table.keys.judged("feedback");
  const isDone = (await Table.get(key))?.model === model;
  const months = await Dataset.periods("feedback");
  for (const month of months.slice(isDone ? -overlapMonths : -judgedMonths)) {
    const old = (await Feedback.inMonth("feedback", month)).filter(
      ({ text, sentiment }) => text?.trim() && !isJudgedBy(sentiment, model),
    );
    await Feedback.judgeAgain("feedback", old, judge);
  }
  if (!isDone) await Table.put({ ...key, model });
}

// An owner's own model signs as "owner", whichever version it is.
const isJudgedBy = (mood: Feedback.Mood | null, model: string) =>
  mood?.model === model || mood?.model === "owner";

// Actions of older periods neither cool a playbook down nor wait for an outcome.
const periodsRemembered = { month: 24, week: 52, day: 180, step: 24 };

async function updateActions(
  dataset: string,
  { context, table, state }: Pipeline.Info,
  now: Date,
) {
  const { periods, definition } = context;
  const config =
    (await Settings.get(dataset, "playbooks")) ?? PlaybookConfig.defaults;
  const recent = periods.slice(-periodsRemembered[definition.period]);
  const actions = await Action.all(dataset, recent);
  const positive = new Set(state.id.filter((_, row) => state.positive[row]));
  const left = new Set(
    state.id.filter((_, row) => PeriodState.hasLeft(state, row)),
  );
  // Who is missing from a period that is not whole need not have left.
  const outcomes = state.incomplete
    ? []
    : ActionOutcome.read(config, actions, table, positive);
  for (const { id, value } of outcomes)
    await Action.measure(dataset, id, { value, at: now.toISOString() });
  // Nobody has taken these up: what is proposed now takes their place.
  const isUntouched = ({ period, state, history }: Action.Info) =>
    period === table.period &&
    (state === "proposed" || state === "held") &&
    history.length === 1;
  const uplift = await StoredUplift.read(dataset);
  const proposal = Propose.propose(config, table, {
    ...{ dataset, now, left, uplift },
    known: actions.filter((action) => !isUntouched(action)),
  });
  const modelOf = new Map(state.id.map((id, row) => [id, state.model[row]]));
  const proposed = proposal.actions.map((action) => ({
    ...action,
    model: modelOf.get(action.customer) ?? null,
  }));
  await Action.replace(dataset, actions.filter(isUntouched), proposed);
  await PlaybookEffects.writeReach(dataset, {
    day: now.toISOString().slice(0, 10),
    playbooks: PlaybookReach.reach(config, table, proposal.counts, {
      fired: new Set(actions.map(({ playbook }) => playbook)),
      periods: recent.length,
    }),
  });
  await Action.rank(
    dataset,
    actions.filter((action) => !isUntouched(action)),
    Propose.priorities(table),
    modelOf,
  );
}

async function raiseAlerts(
  dataset: string,
  state: PeriodState.Info,
  now: Date,
) {
  const config = (await Settings.get(dataset, "alerts")) ?? Alert.defaults;
  const before = await StoredState.readSlim(
    dataset,
    Period.previous(state.period),
  );
  const found = FindAlerts.find({ dataset, before, now: state }, config);
  await Alert.raise(dataset, found, config, now);
}

export * as FollowUp from "./follow-up";
