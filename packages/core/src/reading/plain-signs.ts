// plain-signs: digits and signs of other scripts as their plain ones, and without marks that nobody sees
const plain = /^[\x20-\x7e]*$/;
// Marks of direction and joints of no width, and the apostrophe that makes a spreadsheet keep a cell as text.
const unseen = /\p{Cf}+/gu;
const kept = /^['’`](?=[-+(]?[\d$€£¥])/;

/** Arabic signs of decimals and groups stay what they are, for they can be no others. */
export function read(text: string): string {
  const narrow = plain.test(text)
    ? text
    : text
        .replace(unseen, "")
        .replace(/[\uff01-\uff5e]/g, (sign) =>
          String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
        )
        .replace(/\uffe5/g, "¥")
        .replace(/\u066a/g, "%")
        .replace(/[\u3000\u2003]/g, " ")
        .replace(/[\u2212\u2010-\u2015\ufe63]/g, "-")
        .replace(/(?!\d)\p{Nd}/gu, digit)
        .trim();
  return narrow.replace(kept, "");
}

// Digits stand in runs of ten, from zero on.
function digit(sign: string): string {
  const code = sign.codePointAt(0)!;
  let first = code;
  while (isDigit(first - 1)) first--;
  return String((code - first) % 10);
}

const isDigit = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));

export * as PlainSigns from "./plain-signs";
