// written-number: a number as people and their tools write it, with signs, groups, currency and units
import { CurrencySign } from "./currency-sign";
import { PlainSigns } from "./plain-signs";

export type Decimal = "." | ",";

// Powers of ten that stand behind a number.
const scales = new Map([
  ["%", -2],
  ["‰", -3],
  ["k", 3],
  ["m", 6],
  ["b", 9],
  ["bn", 9],
  ["mn", 6],
  ["mm", 6],
  ["mio", 6],
  ["mrd", 9],
  ["t", 3],
  ["tsd", 3],
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
    String.raw`((?:\d|[.,٫]\d)[\d.,٫٬'’${spaces}]*?)(?:e([+-]?\d+))?\s*` + // digits and exponent
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
  if (text.length > 40 || !/\p{Nd}/u.test(text)) return null;
  const plain = PlainSigns.read(text).replace(partless, "");
  const enclosed = parentheses.exec(plain);
  const found = dressed.exec(enclosed ? enclosed.slice(1).join("") : plain);
  if (!found) return null;
  const [, first, before, second, digits, exponent, third, behind, fourth] =
    found;
  const signs = first + second + third + fourth;
  if (signs.length > (enclosed ? 0 : 1)) return null;
  const power = powerOf(before, behind);
  if (power === null) return null;
  return {
    minus: enclosed || signs === "-" ? "-" : "",
    digits: digits.trim(),
    power: power + Number(exponent ?? 0),
  };
}

function valueOf(bare: Bare | null, decimal: Decimal): number {
  const point = bare && ungrouped(bySign(bare.digits, decimal), decimal);
  return point === null ? NaN : finite(`${bare!.minus}${point}e${bare!.power}`);
}

// Arabic has signs for decimals and groups that mean nothing else.
const bySign = (digits: string, decimal: Decimal) =>
  digits.replace(/[٫٬]/g, (sign) =>
    (sign === "٫") === (decimal === ".") ? "." : ",",
  );

const finite = (point: string) => {
  const value = Number(point);
  return Number.isFinite(value) ? value : NaN;
};

// A dash in place of the parts of a whole amount: 12.–, 12,- and 12/-
const partless = /(?<=\d)(?:[.,]-{1,2}|\/-)(?=\D*$)/;

// Beside the digits stand a scale, a currency, or both: 1.2M, k€ 12, 12 €m, 1,2 Mio. €. Nobody writes a scale on both sides,
// and a bare one not before them; t, mm and mn alone are tonnes, millimetres and minutes.
function powerOf(before: string, behind: string): number | null {
  const [first, last] = [unitOf(before), unitOf(behind)];
  if (first === null || last === null || (first && last)) return null;
  const bare = /^[\p{L}.]+$/u.test(before) && !CurrencySign.is(before);
  const other = /^(t|mm|mn)\.?$/i.test(behind);
  return (first && bare) || (other && !before) ? null : first + last;
}

const scaled = /^(bn|mn|mm|mio|mrd|tsd|[kmbt万萬亿億])\.?\s*(.*)$/i;
const scaledBehind = /^(\S*\p{Sc}|[A-Z]{3})\s*(bn|mn|mm|[kmb])$/iu;

function unitOf(text: string): number | null {
  if (text === "" || CurrencySign.is(text)) return 0;
  const whole = scales.get(text.replace(/\.$/, "").toLowerCase());
  if (whole !== undefined) return whole;
  const [, scale, currency] = scaled.exec(text) ?? [];
  if (scale !== undefined && CurrencySign.is(currency))
    return scales.get(scale.toLowerCase())!;
  const [, sign, letters] = scaledBehind.exec(text) ?? [];
  return sign !== undefined && CurrencySign.is(sign)
    ? scales.get(letters.toLowerCase())!
    : null;
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
