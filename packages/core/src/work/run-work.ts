// run-work: a message turned into one step of a work. Nothing is done twice at a time, and what died is done again
import { randomUUID } from "node:crypto";
import { Failure } from "../base/error";
import { Log } from "../base/log";
import { Queue } from "../aws/queue";
import { Line } from "./line";
import { Work } from "./work";

export type Step = {
  run: (part: number) => Promise<unknown>; // its answer is kept as the part's outcome
  close?: () => Promise<Work.Next | null>; // null: the work is over
};
/** What is to be done in each phase. Every step may be begun again after it died anywhere in it. */
export type Steps = Partial<Record<Work.Phase, Step>>;
export type StepsOf = (work: Line.Info) => Promise<Steps> | Steps;
export type Message = Line.Place & Work.Message;

/** `deadline` (ms since 1970) is when the function must have given back what it holds. */
export async function run(
  message: Message,
  stepsOf: StepsOf,
  deadline = Infinity,
) {
  const token = randomUUID();
  const by = () => ({ token, now: Date.now() });
  const turn = await Line.change(message, (w) => Work.claim(w, message, by()));
  if (!turn) return;
  const { answer } = turn;
  if (answer.do === "nothing") return remind(message);
  if (answer.do === "wait") return again(message, answer.until);
  if (answer.do === "fail") return failed(message, answer.error);
  const held = hold(message, token, deadline);
  try {
    await Promise.race([held.late, steps(message, turn, { stepsOf, token })]);
  } catch (error) {
    if (error instanceof Failure) return await failed(message, error);
    await Line.change(message, (w) => ({ work: Work.release(w, token) }));
    throw error;
  } finally {
    held.end();
  }
}

async function steps(
  message: Message,
  turn: Work.Turn,
  { stepsOf, token }: { stepsOf: StepsOf; token: string },
) {
  const step = (await stepsOf(turn.work as Line.Info))[message.phase];
  let { work, answer } = turn;
  if (answer.do === "run") {
    const outcome = await step?.run(message.part);
    if (outcome !== undefined)
      await Line.record((work as Line.Info).id, message, outcome);
    const by = { token, now: Date.now() };
    const after = await Line.change(message, (w) =>
      Work.finish(w, message, by),
    );
    if (!after) return;
    ({ work, answer } = after);
    if (answer.do === "wait") await again(message, answer.until);
  }
  if (answer.do === "close") await close(message, step, token);
}

async function close(at: Line.Place, step: Step | undefined, token: string) {
  const next = (await step?.close?.()) ?? null;
  if (next) {
    const turn = await Line.change(at, (work) => ({
      work: Work.advance(work, next, token),
    }));
    if (turn) await remind(at);
    return;
  }
  const held = await Line.find(at);
  if (held && Work.mayEnd(held, token)) await Line.end(held);
}

/** Sends what nobody is at: all of a phase that begins, then only what died or got lost. */
export async function remind({ dataset, sk }: Line.Place) {
  const token = randomUUID();
  const by = () => ({ token, now: Date.now() });
  const found = await Line.change({ dataset, sk }, (work) =>
    Work.due(work, by()),
  );
  if (!found?.parts.length) return;
  const { work, parts } = found;
  const { phase } = work;
  if (phase === "planned") await Line.look(dataset);
  else
    await Queue.sendAll(
      "Parts",
      parts.map((part): Message => ({ dataset, sk, phase, part })),
    );
  await Line.change({ dataset, sk }, (work) => ({
    work: Work.sent(work, parts, by()),
  }));
}

/** Lets somebody come again while the work runs, one at a time. */
export async function watch(at: Line.Place) {
  const found = await Line.change(at, (work) => Work.watch(work, Date.now()));
  if (found?.isMine) await Line.look(at.dataset, Work.leaseMs / 1000 + 1);
}

// Whoever plans is watched; a part's message is all that stands for it.
async function again({ dataset, sk, phase, part }: Message, until: number) {
  if (phase === "planned") return;
  const seconds = Math.ceil(Math.max(0, until - Date.now()) / 1000) + 1;
  await Queue.send("Parts", { dataset, sk, phase, part }, seconds);
}

async function failed(at: Line.Place, { code, message }: Work.Reason) {
  await Line.change(at, (work) => ({
    work: Work.fail(work, { code, message }),
  }));
  await remind(at);
}

// Less than a function has left when it must stop.
const marginMs = 5_000;

/** Renews the claim while the function lives, and ends what would outlive it. */
function hold(at: Line.Place, token: string, deadline: number) {
  const renewal = setInterval(() => {
    const by = { token, now: Date.now() };
    Line.change(at, (work) => ({ work: Work.renew(work, by) })).catch((error) =>
      Log.error(error, { dataset: at.dataset }),
    );
  }, Work.leaseMs / 3);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    const ms = deadline - marginMs - Date.now();
    if (ms > 2 ** 31 - 1) return;
    const error = new Error(
      `The function's time ran out before ${at.dataset} ${at.sk} was done; it is tried again`,
    );
    timer = setTimeout(() => fail(error), ms);
  });
  late.catch(() => {});
  return {
    late,
    end: () => {
      clearInterval(renewal);
      clearTimeout(timer);
    },
  };
}

export * as RunWork from "./run-work";
