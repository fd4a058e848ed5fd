// warning-words: what was decided while a file was read, in Chinese; the English stands in the warning itself
import { IntlMessageFormat } from "intl-messageformat";
import { own } from "../base/own";
import type { Warning } from "../reading/warning";
import zh from "./warning-zh.json" with { type: "json" };

export function chinese(warning: Warning.Info): string {
  const { code, column = "", count = 1, example = "—" } = warning;
  const message = own<string>(zh, code) ?? zh.other;
  return String(
    new IntlMessageFormat(message, "zh-CN").format({
      ...{ code, column, count, example },
    }),
  );
}

export * as WarningWords from "./warning-words";
