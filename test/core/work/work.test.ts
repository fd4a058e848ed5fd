// Every order in which two functions may take the messages of a work of two parts, with deliveries repeated, leases lost
// and functions killed between any two writes.
import { expect, test } from "vitest";
import { Work } from "@mainstay/core/work/work";

const parts = 2;
const now = 1_000;
const order: Work.Phase[] = ["planned", "staging", "committed", "applied"];
const nextOf: Partial<Record<Work.Phase, Work.Next>> = {
  planned: { phase: "staging", parts },
  staging: { phase: "committed", parts },
  committed: { phase: "applied", parts: 1 },
};

type At = "run" | "finish" | "close" | "advance" | "send" | "sending";
type Worker = {
  token: string;
  message: Work.Message;
  at: At;
  parts?: number[]; // whose messages are being sent
} | null;
// What the world holds besides the work: `c` commits, `s` and `a` parts that are staged and applied, `x` staging removed.
type World = {
  staged: string;
  applied: string;
  committed: number;
  swept: boolean;
};
type State = {
  work: Work.Info | null;
  queue: Work.Message[];
  workers: Worker[];
  world: World;
  begun: number;
  left: { kills: number; repeats: number; lapses: number; errors: number };
};

const live = (claim: Work.Claim) => claim.until > now;
const marked = (text: string, part: number) =>
  [...new Set([...text, String(part)])].sort().join("");

/** What a phase's part and its closing do to the world; both throw where what they need is not there. */
function effect({ world }: State, { phase, part }: Work.Message): World {
  const { staged, applied, committed, swept } = world;
  if (phase === "staging") return { ...world, staged: marked(staged, part) };
  if (phase === "committed") {
    if (!committed) throw new Error("applied before it was committed");
    if (swept && !applied.includes(String(part)))
      throw new Error("what is applied was swept");
    return { ...world, applied: marked(applied, part) };
  }
  if (phase === "applied") {
    if (applied !== "01") throw new Error("swept before it was applied");
    return { ...world, swept: true };
  }
  return world;
}

function closing({ world, work }: State, phase: Work.Phase): World {
  // Who lost the lease long ago writes what was written: it must not read staging that is gone.
  if (phase !== "staging") return world;
  if (world.staged !== "01") throw new Error("closed before all was staged");
  if (world.swept && work?.phase === "staging")
    throw new Error("closed after staging was swept");
  return { ...world, committed: 1 };
}

/** Somebody who sends and lives to tell. */
function due(state: State): State {
  const { work, queue, begun } = state;
  if (!work) return state;
  const by = { token: `t${begun + 1}`, now };
  const found = Work.due(work, by);
  if (!found.parts.length) return state;
  const messages = found.parts.map((part) => ({ phase: work.phase, part }));
  return {
    ...state,
    begun: begun + 1,
    work: Work.sent(found.work, found.parts, by),
    queue: [...queue, ...messages],
  };
}

const at = (state: State, k: number, worker: Worker): State => ({
  ...state,
  workers: state.workers.map((one, n) => (n === k ? worker : one)),
});

const acknowledged = (state: State, message: Work.Message): State => {
  const k = state.queue.findIndex(
    (m) => m.phase === message.phase && m.part === message.part,
  );
  return { ...state, queue: state.queue.filter((_, n) => n !== k) };
};

function taken(state: State, k: number, message: Work.Message): State {
  const begun = state.begun + 1;
  const token = `t${begun}`;
  const { work } = state;
  if (!work) return acknowledged(state, message);
  const turn = Work.claim(work, message, { token, now });
  const after = { ...state, work: turn.work, begun };
  if (turn.answer.do === "nothing") return due(acknowledged(state, message));
  if (turn.answer.do === "wait") return state; // it is sent again, later
  if (turn.answer.do === "fail") throw new Error("failed without a reason");
  return at(after, k, {
    token,
    message,
    at: turn.answer.do === "run" ? "run" : "close",
  });
}

function stepped(state: State, k: number): State {
  const { token, message, at: place, parts: sending } = state.workers[k]!;
  const { work } = state;
  const to = (next: At, change: Partial<State> = {}) =>
    at({ ...state, ...change }, k, { token, message, at: next });
  const rest = (change: Partial<State> = {}) =>
    at(acknowledged({ ...state, ...change }, message), k, null);
  if (place === "run") return to("finish", { world: effect(state, message) });
  if (place === "close")
    return to("advance", { world: closing(state, message.phase) });
  if (!work) return rest();
  if (place === "send") {
    const found = Work.due(work, { token, now });
    if (!found.parts.length) return rest();
    return at({ ...state, work: found.work }, k, {
      ...{ token, message, at: "sending", parts: found.parts },
    });
  }
  if (place === "sending") {
    const { phase } = nextOf[message.phase] ?? message;
    const messages = sending!.map((part) => ({ phase, part }));
    const told = Work.sent(work, sending!, { token, now });
    return rest({ work: told, queue: [...state.queue, ...messages] });
  }
  if (place === "finish") {
    const turn = Work.finish(work, message, { token, now });
    if (turn.answer.do === "close") return to("close", { work: turn.work });
    return turn.answer.do === "wait" ? state : rest({ work: turn.work });
  }
  const next = nextOf[message.phase];
  if (next) return to("send", { work: Work.advance(work, next, token) });
  return rest({ work: Work.mayEnd(work, token) ? null : work });
}

function successors(state: State): State[] {
  const { work, queue, workers, left } = state;
  const found: State[] = [];
  const spend = (what: keyof State["left"], next: State) => ({
    ...next,
    left: { ...left, [what]: left[what] - 1 },
  });
  const busy = workers.flatMap((w) => (w ? [w.message] : []));
  const same = (a: Work.Message, b: Work.Message) =>
    a.phase === b.phase && a.part === b.part;
  for (const [k, worker] of workers.entries()) {
    if (worker) {
      found.push(stepped(state, k));
      if (left.kills) found.push(spend("kills", at(state, k, null)));
      if (left.errors && work)
        found.push(
          spend(
            "errors",
            at({ ...state, work: Work.release(work, worker.token) }, k, null),
          ),
        );
      continue;
    }
    for (const message of queue) {
      const isHeld = busy.some((other) => same(other, message));
      if (!isHeld) found.push(taken(state, k, message));
      else if (left.repeats)
        found.push(spend("repeats", taken(state, k, message)));
    }
  }
  if (!work) return found;
  // Leases of the dead run out by themselves, those of the living when they are stopped for too long.
  const alive = new Set(workers.map((worker) => worker?.token));
  for (const [what, claim] of Object.entries(work.claims)) {
    if (!live(claim)) continue;
    const lapsed = {
      ...state,
      work: {
        ...work,
        claims: { ...work.claims, [what]: { ...claim, until: 0 } },
      },
    };
    if (!alive.has(claim.token)) found.push(lapsed);
    else if (left.lapses) found.push(spend("lapses", lapsed));
  }
  found.push(due(state));
  if (!queue.length && !workers.some(Boolean))
    found.push(due({ ...state, work: { ...work, sentAt: 0 } }));
  return found;
}

const keyOf = (state: State) => {
  // Names of tokens and their number tell states apart that are not.
  const names = new Map<string, string>();
  const named = (token: string) =>
    names.get(token) ?? names.set(token, `n${names.size}`).get(token)!;
  const { work, workers, begun: _, ...rest } = state;
  return JSON.stringify([
    workers.map((w) => w && { ...w, token: named(w.token) }),
    work && {
      ...work,
      done: [...work.done],
      claims: Object.entries(work.claims).map(([what, { token, until }]) => [
        what,
        until > now,
        named(token),
      ]),
    },
    { ...rest, queue: rest.queue.map((m) => JSON.stringify(m)).sort() },
  ]);
};

function explore(left: State["left"]) {
  const world = { staged: "", applied: "", committed: 0, swept: false };
  const first: State = {
    work: { ...Work.fresh(), sentAt: now },
    queue: [{ phase: "planned", part: 0 }],
    workers: [null, null],
    ...{ world, begun: 0, left },
  };
  const seen = new Set([keyOf(first)]);
  const open = [first];
  const before = new Map<string, string[]>();
  const over: string[] = [];
  while (open.length) {
    const state = open.pop()!;
    const key = keyOf(state);
    check(state);
    if (!state.work && !state.workers.some(Boolean)) over.push(key);
    for (const next of successors(state)) {
      const other = keyOf(next);
      if (other === key) continue;
      const list = before.get(other);
      if (list) list.push(key);
      else before.set(other, [key]);
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(next);
    }
  }
  // Every state from which the end can be reached.
  const ends = new Set(over);
  for (const stack = [...over]; stack.length;)
    for (const key of before.get(stack.pop()!) ?? [])
      if (!ends.has(key)) {
        ends.add(key);
        stack.push(key);
      }
  return { states: seen.size, stuck: seen.size - ends.size };
}

function check({ work, workers, world }: State) {
  if (!work) {
    expect(world).toMatchObject({ staged: "01", applied: "01", swept: true });
    return;
  }
  const closers = workers.filter((worker) => {
    const claim = worker && work.claims.close;
    return claim && live(claim) && claim.token === worker.token;
  });
  if (closers.length > 1) throw new Error("two closers at once");
  if (order.indexOf(work.phase) > 1 && !world.committed)
    throw new Error("a phase was passed over");
}

test("a work ends whole in whatever order its messages come, leases run out and functions die", () => {
  for (const left of [
    { kills: 1, repeats: 0, lapses: 0, errors: 0 },
    { kills: 0, repeats: 1, lapses: 0, errors: 0 },
    { kills: 0, repeats: 0, lapses: 1, errors: 0 },
    { kills: 0, repeats: 0, lapses: 0, errors: 1 },
  ]) {
    const { states, stuck } = explore(left);
    expect(states).toBeGreaterThan(1_000);
    expect(stuck).toBe(0);
  }
});

test("what is being worked on is never sent again, what died is", () => {
  const by = { token: "a", now };
  const first = Work.due(
    {
      ...Work.fresh(),
      phase: "staging",
      parts: 3,
      done: new Uint8Array(1),
    },
    by,
  );
  expect(first.parts).toEqual([0, 1, 2]);
  const later = (ms: number) => ({ token: "b", now: now + ms });
  // Who was to send them may have died before.
  expect(Work.due(first.work, later(0)).parts).toEqual([]);
  expect(Work.due(first.work, later(Work.leaseMs)).parts).toEqual([0, 1, 2]);
  let work = Work.sent(first.work, first.parts, by);
  ({ work } = Work.claim(work, { phase: "staging", part: 1 }, by));
  const due = (ms: number) => Work.due(work, later(ms)).parts;
  expect(due(0)).toEqual([]);
  expect(due(Work.leaseMs)).toEqual([1]);
  expect(due(Work.patienceMs + 1)).toEqual([0, 1, 2]);
});

test("a part that fails again and again ends the work with a reason, and is cleaned up whatever it takes", () => {
  let work = Work.fresh();
  const message: Work.Message = { phase: "planned", part: 0 };
  let answer: Work.Answer = { do: "nothing" };
  for (let n = 0; n < 20 && answer.do !== "fail"; n++) {
    const token = String(n);
    ({ work, answer } = Work.claim(work, message, { token, now }));
    work = Work.release(work, token);
  }
  if (answer.do !== "fail") throw new Error("it never failed");
  expect(answer.error.code).toBe("work.attempts");
  work = Work.fail(work, answer.error);
  for (let n = 0; n < 50; n++) {
    const message: Work.Message = { phase: "failed", part: 0 };
    const token = String(n);
    const turn = Work.claim(work, message, { token, now });
    expect(turn.answer.do).toBe("run");
    work = Work.release(turn.work, token);
  }
});

test("processes that die without a word are named as the reason, errors that were told are not", () => {
  const message: Work.Message = { phase: "planned", part: 0 };
  const played = (ends: ("dies" | "errs")[]) => {
    let work = Work.fresh();
    for (const [n, end] of ends.entries()) {
      const by = { token: String(n), now: now + n * (Work.leaseMs + 1) };
      const turn = Work.claim(work, message, by);
      if (turn.answer.do === "fail") return turn.answer.error.code;
      expect(turn.answer.do).toBe("run");
      work = turn.work;
      if (end === "errs") work = Work.release(work, by.token);
    }
    return null;
  };
  const of = (end: "dies" | "errs", times: number) =>
    Array<typeof end>(times).fill(end);
  expect(played(of("dies", 10))).toBe(null);
  expect(played(of("dies", 11))).toBe("work.died");
  expect(played(of("errs", 5))).toBe(null);
  expect(played(of("errs", 6))).toBe("work.attempts");
  expect(played([...of("dies", 2), ...of("errs", 5)])).toBe("work.attempts");
});

test("a clock set a day back or forward makes nobody wait, and fails nothing", () => {
  const by = (token: string, ms: number) => ({ token, now: now + ms });
  const day = 24 * 3_600_000;
  const message: Work.Message = { phase: "planned", part: 0 };
  for (const step of [-day, day]) {
    let { work } = Work.claim(Work.fresh(), message, by("a", 0));
    work = Work.sent(work, [], by("a", 0));
    ({ work } = Work.watch(work, now));
    expect(Work.watch(work, now + step).isMine).toBe(true);
    expect(Work.due(work, by("b", step)).parts).toEqual([0]);
    const turn = Work.claim(work, message, by("b", step));
    expect(turn.answer.do).toBe("run");
  }
});
