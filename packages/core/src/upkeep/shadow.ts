// shadow: a new version that scores beside the one that serves, shown to nobody, until outcomes or a person decide
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { Failure } from "../base/error";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Definition } from "../tabular/definition";
import { Registry } from "../model/registry";
import { Label } from "../learning/label";
import { Answer } from "../model/answer";
import { AnyScorer } from "../outcome/any-scorer";
import { Given } from "../periods/given";
import { AnswersSince } from "./answers-since";
import { CurrentRows } from "./current-rows";
import { PairedLoss } from "./paired-loss";
import { OutcomesSince } from "./outcomes-since";

export const Waiting = z.object({
  version: z.string(),
  since: z.iso.datetime(),
  who: z.string(), // asked for its training
  promote: Definition.Retrain.shape.promote,
  why: z.string(), // how it did on held-out rows
});
export type Waiting = z.infer<typeof Waiting>;
export const Past = Waiting.extend({
  until: z.iso.datetime(),
  end: z.enum(["promoted", "approved", "dropped", "replaced"]),
  verdict: z.string(),
});
export const Info = z.object({
  waiting: Waiting.nullable(),
  past: z.array(Past),
});
export type Info = z.infer<typeof Info>;
export const Shown = Waiting.extend({
  comparison: PairedLoss.Info,
  rule: z.string(),
});
export type Shown = z.infer<typeof Shown>;

async function hold(dataset: string) {
  const found = await Bucket.changed(Bucket.keys.shadow(dataset));
  if (!found || found === "same")
    return { info: { waiting: null, past: [] } as Info, etag: undefined };
  return { info: Info.parse(JSON.parse(found.text)), etag: found.etag };
}

async function change(dataset: string, edit: (info: Info) => Info | null) {
  for (;;) {
    const { info, etag } = await hold(dataset);
    const next = edit(info);
    if (!next) return info;
    const won = await Bucket.put(
      Bucket.keys.shadow(dataset),
      JSON.stringify(next, null, 2),
      { etag, absent: !etag, type: "application/json" },
    );
    if (won) return next;
  }
}

/** The version in the shadow; none once it serves, by whosever word. */
export async function waiting(dataset: string): Promise<Waiting | null> {
  const { info } = await hold(dataset);
  if (!info.waiting) return null;
  const current = await Registry.promoted(dataset);
  return info.waiting.version === current?.version ? null : info.waiting;
}

export const past = async (dataset: string) => (await hold(dataset)).info.past;

type End = Pick<z.infer<typeof Past>, "end" | "verdict">;
const ended = (info: Info, at: Date, how: End): Info => ({
  waiting: null,
  past: info.waiting
    ? [...info.past, { ...info.waiting, until: at.toISOString(), ...how }]
    : info.past,
});

/** A new version begins in the shadow; one that waited there gives way. */
export const begin = (
  dataset: string,
  { at, ...version }: Omit<Waiting, "since"> & { at: Date },
) =>
  change(dataset, (info) => {
    if (info.waiting?.version === version.version) return null;
    const verdict = `${version.version} is newer`;
    const { past } = ended(info, at, { end: "replaced", verdict });
    return { past, waiting: { ...version, since: at.toISOString() } };
  });

const end = (dataset: string, version: string, at: Date, how: End) =>
  change(dataset, (info) =>
    info.waiting?.version === version ? ended(info, at, how) : null,
  );

/** Scores the newest period's customers beside those who see scores, before anybody knows what comes of them. */
export async function score(dataset: string, now: Date) {
  const version = (await waiting(dataset))?.version;
  const period = (await Dataset.periods(dataset)).at(-1);
  if (!version || period === undefined) return;
  const scorer = await AnyScorer.open(dataset, version);
  // What it has learned from it cannot be tried on.
  if (scorer.card.data.periods.includes(period)) return;
  const folder = Bucket.keys.shadowed(dataset, version, period);
  const known = await Given.inFolder(folder);
  const files = await Manifest.files(dataset, (one) => one === period);
  const definition = await Dataset.get(dataset);
  const { id, frame, at } = await CurrentRows.ofFiles(
    ...[definition, scorer, files],
  );
  const said = await AnyScorer.say(scorer, frame, at, {
    ...{ reasons: 0, cell: () => null },
  });
  const fresh = id.flatMap((one, row) => {
    if (known.has(one)) return [];
    const word = said[row];
    return {
      ...{ id: one, period, model: version, upload: "shadow", line: 0 },
      band: word.band ?? null,
      ...(AnyScorer.isAnswer(word)
        ? { logit: null, answer: Answer.told(word) }
        : { logit: word.logit }),
    };
  });
  if (fresh.length) await Given.write(folder, fresh, now);
}

/** Both versions on the newest outcomes of customers of whom both spoke beforehand. */
export async function compare(dataset: string, version: string) {
  const current = await Registry.promoted(dataset);
  const cache = new Map<string, Awaited<ReturnType<typeof Given.inFolder>>>();
  for (const period of await Dataset.periods(dataset))
    cache.set(
      period,
      await Given.inFolder(Bucket.keys.shadowed(dataset, version, period)),
    );
  const isAsked = (said: Given.Info, period: string) =>
    said.version === current?.version && (cache.get(period)?.size ?? 0) > 0;
  const { label } = await Dataset.get(dataset);
  if (label && !Label.yesOrNo(label))
    return PairedLoss.compareLosses(
      (await AnswersSince.read(dataset, isAsked)).flatMap(
        ({ id, period, answer, loss }) => {
          const rival = cache.get(period)!.get(id)?.answer;
          const [incumbent, challenger] = [loss(answer), rival && loss(rival)];
          return incumbent === null || challenger == null
            ? []
            : { period, incumbent, challenger };
        },
      ),
      AnswersSince.lossName(label),
    );
  const rows = await OutcomesSince.read(dataset, isAsked);
  return PairedLoss.compare(
    rows.flatMap(({ id, period, probability, happened }) => {
      const challenger = cache.get(period)!.get(id);
      if (!challenger || challenger.probability === null) return [];
      return {
        ...{ period, happened, incumbent: probability },
        challenger: challenger.probability,
      };
    }),
  );
}

export async function show(dataset: string): Promise<Shown | null> {
  const one = await waiting(dataset);
  if (!one) return null;
  const rule =
    one.promote === "approval" ? "It waits for approval." : PairedLoss.rule;
  return { ...one, comparison: await compare(dataset, one.version), rule };
}

/** Lets outcomes decide where the owner leaves it to the rule; answers what was done. */
export async function decide(dataset: string, now: Date) {
  const one = await waiting(dataset);
  if (one?.promote !== "rule") return "waits";
  const comparison = await compare(dataset, one.version);
  const { verdict, why } = PairedLoss.decide(comparison);
  if (verdict === "wait") return "waits";
  if (verdict === "promote")
    await Registry.promote(dataset, one.version, now, {
      ...{ by: "rule", who: one.who, why },
    });
  const how = verdict === "promote" ? "promoted" : "dropped";
  await end(dataset, one.version, now, { end: how, verdict: why });
  return how;
}

async function expected(dataset: string, version: string) {
  const one = await waiting(dataset);
  if (one?.version === version) return one;
  throw new Failure(
    "model.shadow",
    `Expected the version in the shadow of ${dataset}, ${one ? `which is ${one.version}` : "where none waits"}; got "${version}"`,
    409,
  );
}

/** Somebody lets the version in the shadow serve. */
export async function approve(
  dataset: string,
  version: string,
  at: Date,
  word: Registry.Word = {},
) {
  await expected(dataset, version);
  const { difference, loss } = await compare(dataset, version);
  const next = await Registry.promote(dataset, version, at, {
    ...{ by: "approve", ...word },
    why: word.why ?? PairedLoss.sentence(difference, loss),
  });
  const verdict = `approved by ${word.who ?? "somebody"}`;
  await end(dataset, version, at, { end: "approved", verdict });
  return next;
}

/** Somebody sends the version in the shadow away. */
export async function dismiss(
  dataset: string,
  version: string,
  at: Date,
  { who = "somebody", why }: Registry.Word = {},
) {
  await expected(dataset, version);
  const verdict = `dismissed by ${who}${why ? `: ${why}` : ""}`;
  return end(dataset, version, at, { end: "dropped", verdict });
}

export * as Shadow from "./shadow";
