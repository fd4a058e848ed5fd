// infer-types: the columns' types, decimal signs and orders of day and month, from a file's cells and what is known
import { own } from "../base/own";
import { DecimalSign } from "../reading/decimal-sign";
import type { Warning } from "../reading/warning";
import type { Decimal } from "../reading/written-number";
import { kindOf, type Seen } from "../tabular/column-type";
import type { Definition } from "../tabular/definition";
import { Said } from "../tabular/said";

export type Types = Pick<Definition.Info, "columns" | "numbers" | "dates">;
export type Info = Types & {
  warnings: Warning.Info[];
  /** Signs of this file's columns that are not those the dataset keeps. */
  own: Definition.Info["numbers"];
  /** What was read before reads otherwise by now. */
  rereads: boolean;
};

type Looked = { name: string; seen: Seen };
type Sign = {
  decimal: Decimal; // of this file
  kept?: Definition.Info["numbers"][string]; // of the dataset from now on
  warning?: Warning.Info;
  rereads?: boolean;
};

/** `custom` is the sign that files with this separator usually have. */
export function infer(
  looked: Looked[],
  known: Definition.Input,
  custom: Decimal,
): Info {
  const said = Said.of(known);
  const others = commonSign(looked);
  const columns = new Map(Object.entries(known.columns ?? {}));
  const numbers = new Map(Object.entries(known.numbers ?? {}));
  const dates = new Map(Object.entries(known.dates ?? {}));
  const ownSigns = new Map<string, Definition.Info["numbers"][string]>();
  const warnings: Warning.Info[] = [];
  let rereads = false;
  for (const { name, seen } of looked) {
    const sign = signOf(name, seen, own(known.numbers, name), others ?? custom);
    const before = own(known.columns, name);
    const shown = kindOf(name, seen, sign.decimal);
    const type = before ?? shown;
    if (type === undefined) continue;
    const wider =
      before && !said.has(`columns.${name}`) && !isNeeded(name, known)
        ? widened(before, seen, sign.decimal, shown)
        : null;
    columns.set(name, wider ?? type);
    if (wider) {
      rereads = true;
      warnings.push({
        code: "column.type.changed",
        column: name,
        message: `${name} was read as a ${before} until now; most cells of this file are none, so it is a ${wider} from now on.`,
      });
    }
    if (type === "date" && seen.order && !dates.has(name))
      dates.set(name, seen.order);
    if ((wider ?? type) !== "number") continue;
    if (sign.kept) numbers.set(name, sign.kept);
    if (sign.kept && sign.kept.decimal !== sign.decimal)
      ownSigns.set(name, { decimal: sign.decimal });
    if (sign.warning) warnings.push(sign.warning);
    rereads ||= sign.rereads ?? false;
  }
  return {
    columns: Object.fromEntries(columns),
    numbers: Object.fromEntries(numbers),
    dates: Object.fromEntries(dates),
    own: Object.fromEntries(ownSigns),
    warnings,
    rereads,
  };
}

const named = { ".": "point", ",": "comma" };

function signOf(
  name: string,
  { signs }: Seen,
  kept: Sign["kept"],
  fallback: Decimal,
): Sign {
  const told = DecimalSign.of(signs);
  if (kept && !kept.undecided) {
    const { decimal } = kept;
    const contrary = DecimalSign.other(decimal);
    if (told !== contrary) return { decimal, kept };
    const message = `${name} has had a decimal ${named[decimal]}; cells of this file have a decimal ${named[contrary]} and were read by it.`;
    return { decimal: contrary, kept, warning: changed(message) };
  }
  if (told) {
    const rereads = kept !== undefined && kept.decimal !== told;
    const message = `${name} was read with a decimal ${named[DecimalSign.other(told)]}, as its cells allowed both; this file shows a decimal ${named[told]}.`;
    return {
      decimal: told,
      kept: { decimal: told },
      ...(rereads && { rereads, warning: changed(message) }),
    };
  }
  if (!signs.either.cells) return { decimal: kept?.decimal ?? ".", kept };
  const decimal = kept?.decimal ?? fallback;
  return {
    decimal,
    kept: { decimal, undecided: true },
    warning: {
      code: "number.decimal.undecided",
      column: name,
      count: signs.either.cells,
      example: signs.either.first,
      message: `${name} has cells that read with a decimal point and with a decimal comma; they were read with a decimal ${named[decimal]}.`,
    },
  };

  function changed(message: string): Warning.Info {
    const { cells, first } = signs[told!];
    return {
      ...{ code: "number.decimal.changed", column: name },
      ...{ count: cells, example: first, message },
    };
  }
}

// The sign of the file's number columns whose own cells decide, where they are of one mind.
function commonSign(looked: Looked[]): Decimal | undefined {
  const signs = new Set(
    looked.flatMap(({ name, seen }) => {
      const sign = DecimalSign.of(seen.signs);
      return sign && kindOf(name, seen, sign) === "number" ? [sign] : [];
    }),
  );
  return signs.size === 1 ? [...signs][0] : undefined;
}

// A column that metrics or the label rest on stays what it is; its cells count as missing instead.
const isNeeded = (
  name: string,
  { roles = {}, label, id, time }: Definition.Input,
) => [id, time, label?.column, ...Object.values(roles)].includes(name);

// Half of the filled cells must still read as the type they had.
function widened(
  before: Definition.Kind,
  { filled, misfits }: Seen,
  decimal: Decimal,
  shown: Definition.Kind | undefined,
): Definition.Kind | null {
  if (before === "category" || before === "text" || !shown) return null;
  const misread =
    before === "number" ? misfits.number[decimal] : misfits[before];
  if (misread * 2 <= filled) return null;
  if (before === "boolean" && shown === "number") return "number";
  return shown === "text" ? "text" : "category";
}

export * as InferTypes from "./infer-types";
