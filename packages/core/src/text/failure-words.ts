// failure-words: what went wrong, in Chinese, by its code; the English stands in the failure itself
import { own } from "../base/own";
import zh from "./failure-zh.json" with { type: "json" };

const unworded = "操作没有完成。";

/** Null where nobody has worded the code; a longer code is worded as what it begins with. */
export function worded(code: string): string | null {
  const parts = code.split(".");
  for (let n = parts.length; n > 0; n--) {
    const found = own<string>(zh, parts.slice(0, n).join("."));
    if (found) return found;
  }
  return null;
}

export const chinese = (code: string) => worded(code) ?? unworded;

export * as FailureWords from "./failure-words";
