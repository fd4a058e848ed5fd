// work: one thing to be done for a dataset, as a value, and every change it may go through; the table only stores it
export type Kind =
  | "upload"
  | "rescore"
  | "views"
  | "clear"
  | "assess"
  | "derive"
  | "mend" // the table follows a manifest that was set back
  | "remove" // an upload is taken back
  | "drop" // a dataset with all it brought
  | "report"
  | "erase" // a customer is forgotten
  | "retain"; // what is older than its owner keeps goes

/**
 * planned: what is to be done is found out; staging: parts write what nobody reads yet; committed: it is in force, parts
 * carry it into the table; applied: what follows from it. From any of them a work may fail, whose one part cleans up.
 */
export type Phase = "planned" | "staging" | "committed" | "applied" | "failed";
export type Reason = { code: string; message: string };
export type Claim = { token: string; until: number };
export type Info = {
  phase: Phase;
  parts: number; // of this phase
  done: Uint8Array; // a bit for each part
  claims: Record<string, Claim>; // by part, and of who closes the phase or sends its messages
  attempts: Record<string, number>; // that began, likewise
  errors: Record<string, number>; // that ended by an error, likewise; the others died or are under way
  startedAt: number; // ms; 0 until the first claim
  sentAt: number; // ms; 0 until the messages of this phase were sent
  watchedUntil: number; // ms; a look is on its way until then
  error?: Reason;
};
export type Message = { phase: Phase; part: number };
export type Next = { phase: Phase; parts: number };

// A claim is renewed every third of this while its function lives.
export const leaseMs = 45_000;
// A part that no function has taken after this was forgotten by the queue.
export const patienceMs = 15 * 60_000;
// An attempt that ended by an error counts twice, one whose process died once: a machine may be switched off often.
export const maxAttempts = 10;
// Longer than a clock is ever set forward at once.
export const maxMs = 3 * 24 * 3_600_000;

const close = "close";
const send = "send";

const opened = ({ phase, parts }: Next) => ({
  ...{ phase, parts },
  done: new Uint8Array(Math.ceil(parts / 8)),
  claims: {},
  attempts: {},
  errors: {},
  sentAt: 0,
});

export const fresh = (): Info => ({
  ...opened({ phase: "planned", parts: 1 }),
  startedAt: 0,
  watchedUntil: 0,
});

export const isDone = ({ done }: Info, part: number) =>
  (done[part >> 3] & (1 << (part & 7))) !== 0;

export const count = ({ done }: Info) =>
  done.reduce((sum, byte) => {
    for (; byte; byte &= byte - 1) sum++;
    return sum;
  }, 0);

export const isComplete = (work: Info) => count(work) === work.parts;

// No moment to come is further off than what was added to it: such a one is of before the clock was set back.
const isAhead = (until: number, now: number) =>
  until > now && until <= now + leaseMs + skewMs;
// Clocks of functions that run side by side.
const skewMs = 15_000;

const isLive = (claim: Claim | undefined, now: number) =>
  claim !== undefined && isAhead(claim.until, now);

export type Turn = { work: Info; answer: Answer };
export type Answer =
  | { do: "run" } // the part is the caller's
  | { do: "close" } // all parts are done, and closing the phase is the caller's
  | { do: "wait"; until: number } // somebody else is at it
  | { do: "nothing" } // the message came late
  | { do: "fail"; error: Reason }; // tried too often, or for too long

type By = { token: string; now: number };

function take(work: Info, what: string, { token, now }: By): Turn {
  const claim = work.claims[what];
  if (isLive(claim, now))
    return { work, answer: { do: "wait", until: claim.until } };
  const attempts = work.attempts[what] ?? 0;
  const errors = work.errors[what] ?? 0;
  const isSpent = attempts + errors >= maxAttempts;
  const isCleaning = work.phase === "failed";
  const isLate = work.startedAt > 0 && now > work.startedAt + maxMs;
  if (!isCleaning && (isSpent || isLate)) {
    const died = attempts - errors;
    const reason = died > errors ? ended(died) : failed;
    return { work, answer: { do: "fail", error: isSpent ? reason : late } };
  }
  return {
    work: {
      ...work,
      startedAt: work.startedAt || now,
      claims: { ...work.claims, [what]: { token, until: now + leaseMs } },
      attempts: { ...work.attempts, [what]: attempts + 1 },
    },
    answer: { do: what === close ? "close" : "run" },
  };
}

const failed: Reason = {
  code: "work.attempts",
  message:
    "It was tried several times and ended early each time; the log says why. Try it again once that is mended",
};
const late: Reason = {
  code: "work.deadline",
  message: `Expected it to be done within ${maxMs / 3_600_000} hours. Try it again`,
};
const ended = (times: number): Reason => ({
  code: "work.died",
  message: `Its process ended ${times} times without a word, most often for want of memory. Give it more memory or split the file, then try it again`,
});

/** A message asks for a part of a phase. */
export function claim(work: Info, { phase, part }: Message, by: By): Turn {
  if (phase !== work.phase || part >= work.parts)
    return { work, answer: { do: "nothing" } };
  if (!isDone(work, part)) return take(work, String(part), by);
  if (isComplete(work)) return take(work, close, by);
  return { work, answer: { do: "nothing" } };
}

const holds = ({ claims }: Info, what: string, token: string) =>
  claims[what]?.token === token;

const without = <T>(record: Record<string, T>, name: string) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** The part is done; who does the last one closes the phase. Nothing where the lease was lost meanwhile. */
export function finish(work: Info, { phase, part }: Message, by: By): Turn {
  const nothing: Turn = { work, answer: { do: "nothing" } };
  const what = String(part);
  if (phase !== work.phase || !holds(work, what, by.token)) return nothing;
  const done = work.done.slice();
  done[part >> 3] |= 1 << (part & 7);
  const after = {
    ...work,
    done,
    claims: without(work.claims, what),
    attempts: without(work.attempts, what),
    errors: without(work.errors, what),
  };
  if (!isComplete(after)) return { ...nothing, work: after };
  return take(after, close, by);
}

/** The next phase, for who closes this one. */
export function advance(work: Info, next: Next, token: string): Info {
  if (!holds(work, close, token)) return work;
  return { ...work, ...opened(next) };
}

export const mayEnd = (work: Info, token: string) => holds(work, close, token);

const claimed = ({ claims }: Info, token: string) =>
  Object.keys(claims).find((what) => claims[what].token === token);

/** Gives a claim back after an error, so that the next attempt need not wait for the lease to run out. */
export function release(work: Info, token: string): Info {
  const what = claimed(work, token);
  if (!what) return work;
  return {
    ...work,
    claims: without(work.claims, what),
    errors: { ...work.errors, [what]: (work.errors[what] ?? 0) + 1 },
  };
}

export function renew(work: Info, { token, now }: By): Info {
  const what = claimed(work, token);
  if (!what) return work;
  const claim = { token, until: now + leaseMs };
  return { ...work, claims: { ...work.claims, [what]: claim } };
}

/** From here on late parts find nothing to do, and one part cleans up. */
export function fail(work: Info, error: Reason): Info {
  if (work.phase === "failed") return work;
  return { ...work, ...opened({ phase: "failed", parts: 1 }), error };
}

/** Nothing of it is in force before it is committed, so until then it may end as if it had failed. */
export function cancel(work: Info, error: Reason) {
  const isCancelled = work.phase === "planned" || work.phase === "staging";
  return { work: isCancelled ? fail(work, error) : work, isCancelled };
}

/**
 * The parts to send now: all at the start of a phase, then only those whose lease ran out and those that the queue must
 * have lost. What is being worked on is never sent twice, and who sends holds a claim until it is done with that.
 */
export function due(work: Info, by: By): { work: Info; parts: number[] } {
  const nothing = { work, parts: [] };
  const { claims, sentAt } = work;
  const { now } = by;
  if (isLive(claims[send], now)) return nothing;
  const isWaiting = sentAt > now - patienceMs && sentAt <= now + skewMs;
  const isOverdue = sentAt === 0 || !isWaiting;
  const isWanted = (part: number) =>
    claims[part] ? !isLive(claims[part], now) : isOverdue;
  const live = Object.values(claims).filter((c) => isLive(c, now)).length;
  const parts: number[] = [];
  for (let part = 0; part < work.parts; part++) {
    if (!isDone(work, part) && isWanted(part)) parts.push(part);
  }
  // Any message of a complete phase asks for its closing.
  const isOpen = isOverdue || (claims[close] && !live);
  if (isComplete(work) && isOpen) parts.push(0);
  if (!parts.length) return nothing;
  const claim = { token: by.token, until: now + leaseMs };
  return { work: { ...work, claims: { ...claims, [send]: claim } }, parts };
}

/** The messages are with the queue. */
export function sent(work: Info, parts: number[], { token, now }: By): Info {
  if (!holds(work, send, token)) return work;
  const asked = new Set([close, ...parts.map(String)]);
  const claims = Object.entries(work.claims).filter(
    ([what, claim]) =>
      what !== send && (isLive(claim, now) || !asked.has(what)),
  );
  return { ...work, claims: Object.fromEntries(claims), sentAt: now };
}

/** True once in a while, for who is to come back and look. */
export function watch(work: Info, now: number) {
  if (isAhead(work.watchedUntil, now)) return { work, isMine: false };
  return { work: { ...work, watchedUntil: now + leaseMs }, isMine: true };
}

export * as Work from "./work";
