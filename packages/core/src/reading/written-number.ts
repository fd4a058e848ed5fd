// written-number: a number as people and their tools write it, with signs, groups, currency and units
import { CurrencySign } from "./currency-sign";

export type Decimal = "." | ",";

// Powers of ten that stand behind a number.
const scales = new Map([
  ["%", -2],
  ["k", 3],
  ["m", 6],
  ["b", 9],
  ["bn", 9],
  ["万", 4],
  ["萬", 4],
  ["亿", 8],
  ["億", 8],
]);
const asPoint = {
  ".": /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  ",": /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
};
const spaces = "\u0020\u00a0\u202f\u2009\u2007";
const groups = {
  ".": new RegExp(`^[1-9]\\d{0,2}([,'’${spaces}])\\d{3}(\\1\\d{3})*$`),
  ",": new RegExp(`^[1-9]\\d{0,2}([.'’${spaces}])\\d{3}(\\1\\d{3})*$`),
};
const indian = /^[1-9]\d?(,\d{2})+,\d{3}$/; // 12,34,567
const parentheses = /^([^\d(]*)\(([^()]*\d[^()]*)\)([^\d)]*)$/;
const dressed = new RegExp(
  String.raw`^([+-]?)\s*([^\d\s.,+-][^\d\s,+-]*|)\s*([+-]?)\s*` + // sign, currency, sign
    String.raw`((?:\d|[.,]\d)[\d.,'’${spaces}]*?)(?:e([+-]?\d+))?\s*` + // digits and exponent
    String.raw`(-?)\s*([^\d\s-][^\d-]*?|)\s*(-?)$`, // sign, unit or currency, sign
  "i",
);

/** NaN where the text is no number. A group that begins with zero is none: 0,500 has a decimal comma. */
export function read(text: string, decimal: Decimal = "."): number {
  return asPoint[decimal].test(text)
    ? plainly(text, decimal)
    : valueOf(undress(text), decimal);
}

/** The number by either sign. */
export function both(text: string): Record<Decimal, number> {
  const [point, comma] = [asPoint["."].test(text), asPoint[","].test(text)];
  const bare = point && comma ? null : undress(text);
  return {
    ".": point ? plainly(text, ".") : valueOf(bare, "."),
    ",": comma ? plainly(text, ",") : valueOf(bare, ","),
  };
}

const plainly = (text: string, decimal: Decimal) =>
  finite(decimal === "," ? text.replace(",", ".") : text);

type Bare = { minus: "-" | ""; digits: string; power: number };

// The digits without sign, currency and unit.
function undress(text: string): Bare | null {
  // Whatever else is a number holds a digit, and few words do.
  if (text.length > 40 || !/[\d\uff10-\uff19]/.test(text)) return null;
  const plain = narrow(text);
  const enclosed = parentheses.exec(plain);
  const found = dressed.exec(enclosed ? enclosed.slice(1).join("") : plain);
  if (!found) return null;
  const [, first, before, second, digits, exponent, third, behind, fourth] =
    found;
  const signs = first + second + third + fourth;
  if (signs.length > (enclosed ? 0 : 1)) return null;
  if (before && before !== "%" && !CurrencySign.is(before)) return null;
  const power = powerOf(before === "%" ? "%" : behind);
  if (power === null || (before && behind && before === "%")) return null;
  return {
    minus: enclosed || signs === "-" ? "-" : "",
    digits: digits.trim(),
    power: power + Number(exponent ?? 0),
  };
}

function valueOf(bare: Bare | null, decimal: Decimal): number {
  const point = bare && ungrouped(bare.digits, decimal);
  return point === null ? NaN : finite(`${bare!.minus}${point}e${bare!.power}`);
}

const finite = (point: string) => {
  const value = Number(point);
  return Number.isFinite(value) ? value : NaN;
};

// Full-width signs as their plain ones, and every minus as one.
const narrow = (text: string) =>
  /^[\x20-\x7e]*$/.test(text)
    ? text
    : text
        .replace(/[\uff01-\uff5e]/g, (sign) =>
          String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
        )
        .replace(/\uffe5/g, "¥")
        .replace(/\u3000/g, " ")
        .replace(/[\u2212\u2010-\u2015\ufe63]/g, "-");

// What stands behind the digits is a scale, a currency, or both.
function powerOf(behind: string): number | null {
  if (behind === "" || CurrencySign.is(behind)) return 0;
  const scale = scales.get(behind.toLowerCase());
  if (scale !== undefined) return scale;
  const [, unit, rest] = /^(bn|[kmb万萬亿億])\s*(.+)$/i.exec(behind) ?? [];
  if (unit === undefined || !CurrencySign.is(rest)) return null;
  return scales.get(unit.toLowerCase())!;
}

function ungrouped(digits: string, decimal: Decimal): string | null {
  const [whole, part = "", ...more] = digits.split(decimal);
  if (more.length || !/^\d*$/.test(part)) return null;
  if (/^\d*$/.test(whole)) return whole + part && `${whole}.${part}`;
  if (!groups[decimal].test(whole) && !(decimal === "." && indian.test(whole)))
    return null;
  return `${whole.replace(/\D/g, "")}.${part}`;
}

export * as WrittenNumber from "./written-number";
