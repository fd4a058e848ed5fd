// promise-cache: what was loaded under a name, the least recently asked for let go first
import { LRUCache } from "lru-cache";

/**
 * A load that failed is not remembered; `dispose` gets what is let go. Those who ask while a load is under way share it, and its
 * age counts from its beginning.
 */
export function create<T>({
  max,
  ttlMs = 0, // 0 is for ever
  dispose,
}: {
  max: number;
  ttlMs?: number;
  dispose?: (value: T) => unknown;
}) {
  const cache = new LRUCache<string, Promise<T>>({
    max,
    ttl: ttlMs,
    dispose: (loading) => void loading.then(dispose, () => {}),
  });
  const get = (name: string, load: () => Promise<T>): Promise<T> => {
    const known = cache.get(name);
    if (known) return known;
    const loading = load();
    cache.set(name, loading);
    loading.catch(() => {
      if (cache.peek(name) === loading) cache.delete(name);
    });
    return loading;
  };
  return Object.assign(get, { forget: (name: string) => cache.delete(name) });
}

export * as PromiseCache from "./promise-cache";
