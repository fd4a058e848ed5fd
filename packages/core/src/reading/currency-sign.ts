// currency-sign: signs, codes and words that money is written with

// A backslash stands where Shift_JIS and EUC-KR have the sign of yen and won.
const codes = new Set(Intl.supportedValuesOf("currency"));
const words = new Set(
  (
    "RMB CNH NTD DM Fr Fr. SFr. kr kr. Kč zł Ft lei лв руб руб. р. р TL đ Rs Rs. RM Rp euro euros dollar dollars " +
    "元 圆 块 人民币 美元 美金 欧元 英镑 日元 港元 港币 円 원 \\"
  ).split(" "),
);
const sign = /^(\p{L}{0,3})\p{Sc}(\p{L}{0,3})$/u; // $, US$, R$, €
// In k€ and €m the letters are a power of ten.
const scale = /^([kmbt]|bn|mn|mm|mio|mrd|tsd)$/i;

function isSign(text: string): boolean {
  const [, before, behind] = sign.exec(text) ?? [];
  return before !== undefined && !scale.test(before) && !scale.test(behind);
}

/** Whether the text says a currency and nothing else: $, US$, USD, usd, kr, 元. */
export const is = (text: string) =>
  words.has(text) ||
  isSign(text) ||
  codes.has(text) ||
  (/^[a-z]{3}$/.test(text) && codes.has(text.toUpperCase()));

const beside = /^[-+(\s]*([^\d\s.,()+-]*)[\s(+-]*\d[^\p{L}\p{Sc}]*([^\d\s)]*)/u;
const codesOfSigns = new Map([
  ...[
    ["US$", "$"],
    ["USD", "$"],
    ["EUR", "€"],
    ["euro", "€"],
    ["euros", "€"],
  ],
  ...[
    ["GBP", "£"],
    ["JPY", "¥"],
    ["円", "¥"],
    ["CNY", "¥"],
    ["RMB", "¥"],
  ],
  ...[
    ["元", "¥"],
    ["人民币", "¥"],
    ["￥", "¥"],
    ["KRW", "₩"],
    ["원", "₩"],
  ],
  ...[
    ["INR", "₹"],
    ["Rs", "₹"],
    ["Rs.", "₹"],
    ["PLN", "zł"],
    ["RUB", "₽"],
  ],
  ...[
    ["руб", "₽"],
    ["руб.", "₽"],
    ["р.", "₽"],
    ["р", "₽"],
    ["TL", "₺"],
  ],
  ...[
    ["TRY", "₺"],
    ["đ", "₫"],
    ["VND", "₫"],
    ["dollar", "$"],
    ["dollars", "$"],
  ],
] as [string, string][]);

/** The currency beside a number, a sign for its code where one is usual; null where none is said. */
export function within(cell: string): string | null {
  const [, before = "", behind = ""] = beside.exec(cell) ?? [];
  const said = [before, behind].find((text) => text !== "" && is(text));
  return said === undefined ? null : (codesOfSigns.get(said) ?? said);
}

export * as CurrencySign from "./currency-sign";
