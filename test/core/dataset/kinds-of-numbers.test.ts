// Numbers as people and their tools write them in a column, by what must come of it.
import { test } from "vitest";
import { column, reads } from "./table-text";

const number = (
  what: string,
  cells: string[],
  sum: number,
  separator = ",",
  name = "MRR",
  warnings: string[] = [],
) =>
  test(what, () =>
    reads(column(name, cells, separator), {
      accepted: cells.length,
      types: { [name]: "number" },
      sums: { [name]: sum },
      warnings,
    }),
  );

number(
  "trailing minus",
  ["1.234,56", "12,00-", "1.000,00", "5,50", "99,10"],
  1234.56 - 12 + 1000 + 5.5 + 99.1,
  ";",
);
number(
  "sign, bracket and dollar in every order",
  ["$1,234.50", "($12.00)", "-$5.00", "$-5.00", "$(1.00)", "- $3.00"],
  1234.5 - 12 - 5 - 5 - 1 - 3,
);
number(
  "negative euros",
  ["-5,00 €", "€ -5,00", "−12,00 €", "1.234,00 €", "(3,00 €)"],
  -5 - 5 - 12 + 1234 - 3,
  ";",
);
number(
  "apostrophes of both kinds",
  ["CHF 1'234.50", "CHF 12’500.00", "CHF -3.50", "1'234'567.05 CHF"],
  1234.5 + 12500 - 3.5 + 1234567.05,
);
number(
  "thin and figure spaces",
  [
    "1\u2009234,50",
    "12\u2007500,00",
    "3\u202f000,25",
    "1\u00a0000\u00a0000,00",
  ],
  1234.5 + 12500 + 3000.25 + 1e6,
  ";",
);
number(
  "lakhs",
  ["₹1,23,456.00", "₹12,34,56,789.50", "₹999.00", "₹-1,00,000"],
  123456 + 123456789.5 + 999 - 100000,
);
number(
  "full-width digits",
  ["１２，３４５．６０", "￥１２", "－３．５", "１００"],
  12345.6 + 12 - 3.5 + 100,
);
number(
  "Arabic digits",
  ["١٢٣٤", "٥٠٫٥", "١٬٢٣٤٫٢٥", "٧"],
  1234 + 50.5 + 1234.25 + 7,
);
number("Persian digits", ["۱۲۳", "۴۵٫۵", "۱٬۰۰۰", "۷"], 123 + 45.5 + 1000 + 7);
number(
  "Devanagari digits",
  ["१२३", "४५.५", "१,०००", "७"],
  123 + 45.5 + 1000 + 7,
);
number(
  "Turkish percent",
  ["%45", "%5,5", "%100", "%0"],
  0.45 + 0.055 + 1,
  ";",
  "Usage",
);
number(
  "percent with a blank and a comma",
  ["45,5 %", "5 %", "-1,5 %", "100 %"],
  0.455 + 0.05 - 0.015 + 1,
  ";",
  "Growth",
);
number("per mille", ["5‰", "12.5 ‰", "0‰"], 0.0175, ",", "Error Rate");
number(
  "Swiss and German whole amounts",
  ["12.–", "1'250.--", "99.-", "0.50"],
  12 + 1250 + 99 + 0.5,
);
number(
  "scientific with a comma",
  ["1,5E+03", "2E+02", "3,25E-01", "7"],
  1500 + 200 + 0.325 + 7,
  ";",
);
number(
  "currencies by their letters",
  ["R$ 1.234,56", "R$ 12,00", "-R$ 3,00", "R$ 1.000.000,00"],
  1234.56 + 12 - 3 + 1e6,
  ";",
);
number(
  "Asian dollars",
  ["NT$1,200", "NT$ 35", "-NT$5", "NT$1,000,000"],
  1200 + 35 - 5 + 1e6,
);
number(
  "won with its sign behind",
  ["12,000원", "1,500,000원", "300원"],
  12000 + 1500000 + 300,
);
number(
  "won with its sign before",
  ["₩12,000", "₩1,500,000", "-₩300"],
  12000 + 1500000 - 300,
);
number(
  "zloty",
  ["1 234,50 zł", "12,00 zł", "-3,25 zł"],
  1234.5 + 12 - 3.25,
  ";",
);
number("kronor", ["1 234,50 kr", "12 kr", "-3,25 kr"], 1234.5 + 12 - 3.25, ";");
number(
  "kronor before",
  ["kr 1.234,50", "kr 12", "kr -3,25"],
  1234.5 + 12 - 3.25,
  ";",
);
number("lira", ["1.234,50 TL", "12,00 TL", "₺3,25"], 1234.5 + 12 + 3.25, ";");
number(
  "rupiah",
  ["Rp 1.234.567", "Rp1.000", "Rp 25.000"],
  1234567 + 1000 + 25000,
  ";",
);
number(
  "dong",
  ["1.234.567 ₫", "25.000 đ", "3.000đ"],
  1234567 + 25000 + 3000,
  ";",
);
number("roubles", ["1 234,50 ₽", "12,00 руб.", "3 р."], 1234.5 + 12 + 3, ";");
number(
  "dirhams",
  ["AED 1,234.50", "12.00 AED", "AED -3.25"],
  1234.5 + 12 - 3.25,
);
number("rupees", ["Rs. 1,234.50", "Rs 12", "Rs.3.25"], 1234.5 + 12 + 3.25);
number("RM", ["RM1,234.50", "RM 12", "RM3.25"], 1234.5 + 12 + 3.25);
number(
  "Canadian and Hong Kong",
  ["CA$1,234.50", "CA$12", "CA$3.25"],
  1234.5 + 12 + 3.25,
);
number(
  "US$ and USD glued",
  ["USD1,234.50", "USD12", "-USD3.25"],
  1234.5 + 12 - 3.25,
);
number(
  "scales of several languages",
  ["1,5 Mio. €", "250 Tsd. €", "0,5 Mio. €"],
  1.5e6 + 250e3 + 0.5e6,
  ";",
  "Umsatz",
);
number(
  "wan and yi",
  ["12.5万", "3亿", "800", "1.2万元"],
  125000 + 3e8 + 800 + 12000,
  ",",
  "月收入",
);
number(
  "K, M and B behind dollars",
  ["$1.2K", "$3M", "$0.5B", "$950"],
  1200 + 3e6 + 5e8 + 950,
);
number(
  "thousand groups of plain blanks",
  ["1 234", "12 500", "1 000 000", "7"],
  1234 + 12500 + 1e6 + 7,
);
number(
  "leading plus",
  ["+12%", "+3.5%", "-2%", "0%"],
  0.12 + 0.035 - 0.02,
  ",",
  "Growth",
);
number(
  "zero-width marks",
  ["\u200b1,234.50", "12\u200e", "\u202d3.25\u202c", "\ufeff7"],
  1234.5 + 12 + 3.25 + 7,
);
number(
  "numbers an apostrophe keeps as text",
  ["'1234.50", "'12", "'3.25", "'7"],
  1234.5 + 12 + 3.25 + 7,
);
number(
  "dot behind thousands alone",
  ["1.234", "12.500", "950", "1.000.000"],
  1234 + 12500 + 950 + 1e6,
  ";",
);
number(
  "comma decimals of whole percent",
  ["0,15", "0,2", "1", "0,05"],
  1.4,
  ";",
);
number(
  "slash-dash prices",
  ["₹1,234/-", "₹50/-", "₹1,00,000/-"],
  1234 + 50 + 100000,
);
number(
  "tonnes of blanks and quotes",
  ["  12.50  ", "\t3", "\u00a04\u00a0", "\u30005"],
  24.5,
);
number(
  "parentheses around percent",
  ["(5%)", "12%", "(0.5%)", "3%"],
  -0.05 + 0.12 - 0.005 + 0.03,
  ",",
  "Growth",
);
number(
  "minus of accounting beside its sign",
  ["$ (12.00)", "$ 5.00", "$ -", "$ 1,000.00"],
  -12 + 5 + 1000,
  ",",
  "MRR",
  ["cell.sentinel@MRR"],
);
number(
  "sentinels of many tools",
  ["12", "N/A", "#N/A", "null", "—", "未知", "inf", "tbd", "5", "9"],
  26,
  ",",
  "MRR",
  ["cell.sentinel@MRR"],
);
number(
  "more sentinels",
  [
    "12",
    "TBD",
    "n/a",
    "not available",
    "missing",
    "k. A.",
    "keine Angabe",
    "sin datos",
    "5",
  ],
  17,
  ",",
  "MRR",
  ["cell.sentinel@MRR"],
);
