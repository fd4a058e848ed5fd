// follow-up: what follows from how customers stand now — actions proposed, outcomes read, people told, series kept
import { Action } from "../playbooks/action/action";
import { Propose } from "../playbooks/action/propose";
import { ActionOutcome } from "../playbooks/action/action-outcome";
import { Alert } from "../playbooks/alert/alert";
import { FindAlerts } from "../playbooks/alert/find-alerts";
import { Refresh } from "./refresh";
import type { Compute } from "./compute";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { Feedback } from "../feedback/feedback";
import { Registry } from "../model/registry";
import { Period } from "../tabular/period";
import { PlaybookConfig } from "../playbooks/playbook-config";
import { Sentiment } from "../feedback/sentiment/sentiment";
import { Series } from "./series";
import { Settings } from "../settings/settings";
import { PeriodState } from "./period-state";
import { Table } from "../aws/table";
import { Lease } from "../aws/lease";

// Actions of periods before these neither cool a playbook down nor wait for an outcome.
const remembered = { month: 24, week: 52, day: 180, step: 24 };

export async function dataset(name: string, now: Date) {
  if (name === Dataset.customers) await judgeAnew();
  const gathered = await Refresh.run(name);
  if (!gathered) return;
  await Series.write(name, gathered);
  await actions(name, gathered, now);
  await tell(name, gathered, now);
}

// Months of comments that a newly serving model judges again.
const judgedMonths = 24;
// Once they are, only these may hold what was judged while it changed.
const newMonths = 3;

async function judgeAnew() {
  const judge = await Sentiment.judge("feedback");
  const model = (await Registry.current("feedback"))?.version ?? "words";
  const key = Table.keys.judged("feedback");
  const done = (await Table.get(key))?.model === model;
  const months = await Dataset.periods("feedback");
  for (const month of months.slice(done ? -newMonths : -judgedMonths)) {
    const old = (await Feedback.inMonth("feedback", month)).filter(
      ({ text, sentiment }) => text?.trim() && !same(sentiment, model),
    );
    await Feedback.judgeAgain("feedback", old, judge);
  }
  if (!done) await Table.put({ ...key, model });
}

// An owner's own model signs as "owner", whichever version it is.
const same = (mood: Feedback.Mood | null, model: string) =>
  mood?.model === model || mood?.model === "owner";

async function actions(
  name: string,
  { sheet, standing, periods, definition }: Compute.Info,
  now: Date,
) {
  const config =
    (await Settings.get(name, "playbooks")) ?? PlaybookConfig.defaults;
  const recent = periods.slice(-remembered[definition.period]);
  const known = await Action.all(name, recent);
  const left = standing.id.filter((_, k) => standing.positive[k]);
  const found = ActionOutcome.read(config, known, sheet, new Set(left));
  for (const { id, value } of found)
    await Action.measure(name, id, { value, at: now.toISOString() });
  // Nobody has taken them up, and by another model others may be more urgent.
  const model = (await Registry.current(name))?.version ?? null;
  const stale = known.filter(
    (action) =>
      action.period === sheet.period &&
      action.state === "proposed" &&
      action.history.length === 1 &&
      action.model !== model,
  );
  await Action.withdraw(name, stale);
  const kept = known.filter((action) => !stale.includes(action));
  const proposal = Propose.propose(config, sheet, {
    dataset: name,
    now,
    known: kept,
  });
  await Action.put(proposal.actions.map((action) => ({ ...action, model })));
}

async function tell(name: string, { standing: now }: Compute.Info, at: Date) {
  const config = (await Settings.get(name, "alerts")) ?? Alert.defaults;
  const before = await PeriodState.read(name, Period.previous(now.period));
  const found = FindAlerts.find({ dataset: name, before, now }, config);
  await Alert.raise(name, found, config, at);
}

/** A part of the line of work: all reviews asked for until now are done as one. */
export async function run(work: Lease.Info, last: boolean) {
  const asked = (await Lease.waiting(work.dataset)).filter(
    ({ kind, sk }) => kind === "assess" && sk !== work.sk,
  );
  try {
    await dataset(work.dataset, new Date());
  } catch (error) {
    // Rows keep coming in though their review fails: it is asked for again by the next of them.
    if (!(error instanceof Failure) && !last) throw error;
    console.error(error);
  }
  for (const { sk } of asked) await Lease.drop(work.dataset, sk);
  await Lease.finish(work);
}

export * as FollowUp from "./follow-up";
