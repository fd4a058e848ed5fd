// gathered: small questions of many callers, put together in few large ones

type Waiting<Q, A> = {
  question: Q;
  answer: (found: A) => void;
  fail: (error: unknown) => void;
};

/**
 * Gives a function from a question to its answer. Whoever is alone waits for nobody. A crowd shares batches: while `part` of them
 * are under way, further questions wait and go together, unless they fill a batch of `max`, of which `width` may be under way.
 * A question is always asked after its call, and never answered from memory.
 */
export function create<Q, A>({
  ask,
  max,
  part,
  width = part,
}: {
  ask: (questions: Q[]) => Promise<A[]>; // an answer for each, in their order
  max: number;
  part: number;
  width?: number;
}) {
  let waiting: Waiting<Q, A>[] = [];
  let underWay = 0;
  let planned = false;

  // The calls of one turn of the event loop go together.
  function plan() {
    if (planned) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      const mayGo = () => underWay < (waiting.length < max ? part : width);
      while (waiting.length && mayGo()) {
        const batch = waiting.slice(0, max);
        waiting = waiting.slice(max);
        void send(batch);
      }
    });
  }

  async function send(batch: Waiting<Q, A>[]) {
    underWay++;
    try {
      const found = await ask(batch.map(({ question }) => question));
      batch.forEach(({ answer }, k) => answer(found[k]));
    } catch (error) {
      for (const { fail } of batch) fail(error);
    } finally {
      underWay--;
      if (waiting.length) plan();
    }
  }

  return (question: Q) =>
    new Promise<A>((answer, fail) => {
      waiting.push({ question, answer, fail });
      plan();
    });
}

export * as Gathered from "./gathered";
