// object-cache: parsed objects of the bucket, remembered while their ETags stay
import { LRUCache } from "lru-cache";
import { Bucket } from "./bucket";

/** Gives a function from a key to its object parsed, null where there is none. */
export function create<T>(max: number, parse: (text: string) => T) {
  const cache = new LRUCache<string, { etag: string; value: T }>({ max });
  return async (key: string): Promise<T | null> => {
    const known = cache.get(key);
    const found = await Bucket.changed(key, known?.etag);
    if (found === "same") return known!.value;
    if (!found) return null;
    const value = parse(found.text);
    cache.set(key, { etag: found.etag, value });
    return value;
  };
}

export * as ObjectCache from "./object-cache";
