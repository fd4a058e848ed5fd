// byte-window: bytes that have gone by in a stream and are still wanted
export type ByteWindow = ReturnType<typeof open>;

/** Passes chunks on and keeps those not yet taken, when asked to keep any. */
export function open(chunks: AsyncIterable<Uint8Array>, keep = true) {
  let held: Uint8Array[] = [];
  let from = 0;
  const pass = async function* () {
    for await (const chunk of chunks) {
      if (keep) held.push(chunk);
      yield chunk;
    }
  };
  const take = (start: number, end: number) => {
    const all = Buffer.concat(held);
    const taken = all.subarray(start - from, end - from);
    held = [all.subarray(end - from)];
    from = end;
    return taken;
  };
  return { chunks: pass(), take };
}

export * as ByteWindow from "./byte-window";
