// infer-types: the columns' types, decimal signs and orders of day and month, from a file's cells and what is known
import { own } from "../base/own";
import { CurrencySign } from "../reading/currency-sign";
import { DateOrder } from "../reading/date-order";
import { DecimalSign } from "../reading/decimal-sign";
import type { Warning } from "../reading/warning";
import type { Order } from "../reading/written-date";
import type { Decimal } from "../reading/written-number";
import { kindOf, misread, type Seen } from "../tabular/column-type";
import type { Definition } from "../tabular/definition";
import { Said } from "../tabular/said";
import { decide, type Decision } from "./decide";

/** How numbers and dates are written. */
export type Writing = Pick<Definition.Info, "numbers" | "dates">;
export type Info = Writing &
  Pick<Definition.Info, "columns"> & {
    undecided: string[]; // "numbers.mrr", "dates.signup"
    warnings: Warning.Info[];
    /** What this file's columns have otherwise than the dataset keeps it. */
    own: Writing;
    /** Earlier files read otherwise by now. */
    rereads: boolean;
  };

type Looked = { name: string; seen: Seen };

/** `custom` is the decimal sign that files with this separator usually have. */
export function infer(
  looked: Looked[],
  known: Definition.Input,
  custom: Decimal,
  today?: number,
): Info {
  const said = Said.of(known);
  const undecided = new Set(known.undecided);
  const common = { sign: commonSign(looked), order: commonOrder(looked) };
  const columns = new Map(Object.entries(known.columns ?? {}));
  const numbers = new Map(Object.entries(known.numbers ?? {}));
  const dates = new Map(Object.entries(known.dates ?? {}));
  const ownNumbers = new Map<string, { decimal: Decimal }>();
  const ownDates = new Map<string, Order>();
  const warnings: Warning.Info[] = [];
  let rereads = false;
  const note = (path: string, { open, ...decision }: Decision<unknown>) => {
    if (open) undecided.add(path);
    else undecided.delete(path);
    rereads ||= decision.rereads;
  };
  for (const { name, seen } of looked) {
    const isOpen = (path: string) => undecided.has(`${path}.${name}`);
    const sign = signOf(seen, {
      kept: own(known.numbers, name)?.decimal,
      open: isOpen("numbers"),
      fallback: common.sign ?? custom,
    });
    const before = own(known.columns, name);
    const shown = kindOf(name, seen, sign.here);
    if (before === undefined && shown === undefined) continue;
    const wider =
      before && !said.has(`columns.${name}`) && !isNeeded(name, known)
        ? widened(before, seen, sign.here, shown)
        : null;
    const type = wider ?? before ?? shown!;
    columns.set(name, type);
    if (wider) {
      rereads = true;
      warnings.push({
        code: "column.type.changed",
        column: name,
        message: `${name} was read as a ${before} until now; most cells of this file are none, so it is a ${wider} from now on.`,
      });
    }
    if (type === "number") {
      note(`numbers.${name}`, sign);
      if (sign.kept) numbers.set(name, { decimal: sign.kept });
      if (sign.kept && sign.kept !== sign.here)
        ownNumbers.set(name, { decimal: sign.here });
      if (sign.said) warnings.push(aboutSign(name, seen, sign));
      const currencies = currenciesOf(seen);
      if (currencies.length > 1) warnings.push(mixed(name, currencies));
    }
    if (type === "date") {
      const order = orderOf(seen, {
        kept: own(known.dates, name),
        open: isOpen("dates"),
        fallback: common.order ?? DateOrder.custom(seen.orders, today),
      });
      note(`dates.${name}`, order);
      if (order.kept) dates.set(name, order.kept);
      if (order.kept && order.kept !== order.here)
        ownDates.set(name, order.here);
      if (order.said) warnings.push(aboutOrder(name, seen, order));
    }
  }
  return {
    columns: Object.fromEntries(columns),
    numbers: Object.fromEntries(numbers),
    dates: Object.fromEntries(dates),
    undecided: [...undecided].sort(),
    own: {
      numbers: Object.fromEntries(ownNumbers),
      dates: Object.fromEntries(ownDates),
    },
    warnings,
    rereads,
  };
}

// Currencies that stand beside the numbers of a column; the sign before a code says the same as the code.
function currenciesOf({ counts }: Seen): string[] {
  const found = new Set<string>();
  for (const cell of counts.keys()) {
    const said = CurrencySign.within(cell);
    if (said !== null) found.add(said);
  }
  return [...found];
}

const mixed = (column: string, currencies: string[]): Warning.Info => ({
  ...{ code: "number.currencies", column, count: currencies.length },
  example: currencies.slice(0, 3).join(", "),
  message: `${column} holds amounts in ${currencies.length} currencies, which are added up as if they were one; put the currency into a column of its own.`,
});

type Kept<T> = { kept?: T; open: boolean; fallback: T };

function signOf({ signs }: Seen, { kept, open, fallback }: Kept<Decimal>) {
  const told = DecimalSign.of(signs);
  const either = signs.either.cells > 0;
  return decide({
    ...{ kept, open, told, either },
    fallback: either ? fallback : ".",
  });
}

function orderOf({ orders }: Seen, { kept, open, fallback }: Kept<Order>) {
  // A pattern alone is no reason to read otherwise than before.
  const reads = kept && !open && orders[kept] * 2 >= orders.cells;
  const told = reads ? undefined : DateOrder.of(orders);
  return decide({ kept, open, told, either: orders.either > 0, fallback });
}

const signName = { ".": "point", ",": "comma" };

function aboutSign(
  column: string,
  { signs }: Seen,
  { here, kept, said, rereads }: Decision<Decimal>,
): Warning.Info {
  const { cells: count, first: example } =
    signs[said === "undecided" ? "either" : here];
  const about = { code: `number.decimal.${said}`, column, count, example };
  const now = `a decimal ${signName[here]}`;
  if (said === "undecided")
    return {
      ...about,
      message: `${column} has cells that read with a decimal point and with a decimal comma; they were read with ${now}.`,
    };
  return {
    ...about,
    message: rereads
      ? `${column} was read with a decimal ${signName[DecimalSign.other(here)]}, as its cells allowed both; this file shows ${now}.`
      : `${column} has had a decimal ${signName[kept!]}; cells of this file have ${now} and were read by it.`,
  };
}

const orderName = { dmy: "day first", mdy: "month first" };

function aboutOrder(
  column: string,
  { orders }: Seen,
  { here, kept, said, rereads }: Decision<Order>,
): Warning.Info {
  const about = {
    ...{ code: `date.order.${said}`, column },
    ...{
      count: orders.either || orders.cells,
      example: orders.first ?? orders.sample,
    },
  };
  if (said === "undecided")
    return {
      ...about,
      message: `${column} has dates that read day first and month first; they were read ${orderName[here]}.`,
    };
  return {
    ...about,
    message: rereads
      ? `${column} was read ${orderName[here === "dmy" ? "mdy" : "dmy"]}, as its dates allowed both; this file shows them ${orderName[here]}.`
      : `${column} has had dates ${orderName[kept!]}; those of this file only read ${orderName[here]} and were read so.`,
  };
}

const only = <T>(found: T[]): T | undefined =>
  new Set(found).size === 1 ? found[0] : undefined;

// The sign of the file's number columns whose own cells decide, where they are of one mind.
const commonSign = (looked: Looked[]) =>
  only(
    looked.flatMap(({ name, seen }) => {
      const sign = DecimalSign.of(seen.signs);
      return sign && kindOf(name, seen, sign) === "number" ? [sign] : [];
    }),
  );
const commonOrder = (looked: Looked[]) =>
  only(
    looked.flatMap(({ name, seen }) => {
      const order = DateOrder.of(seen.orders);
      return order && kindOf(name, seen) === "date" ? [order] : [];
    }),
  );

// A column that keys, metrics or the label rest on stays what it is; its cells count as missing instead.
const isNeeded = (
  name: string,
  { roles = {}, label, id, time }: Definition.Input,
) => [id, time, label?.column, ...Object.values(roles)].includes(name);

// Half of the filled cells must still read as the type they had.
function widened(
  before: Definition.Kind,
  seen: Seen,
  decimal: Decimal,
  shown: Definition.Kind | undefined,
): Definition.Kind | null {
  if (before === "category" || before === "text" || !shown) return null;
  if (misread(seen, before, decimal) * 2 <= seen.filled) return null;
  if (before === "boolean" && shown === "number") return "number";
  return shown === "text" ? "text" : "category";
}

export * as InferTypes from "./infer-types";
