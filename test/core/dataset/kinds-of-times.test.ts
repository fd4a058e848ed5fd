// Months, days and moments as people and their tools write them in a column, by the periods that must come of it.
import { test } from "vitest";
import { column, reads } from "./table-text";

const time = (
  what: string,
  cells: string[],
  periods: string[],
  name = "Month",
  separator = ",",
) =>
  test(what, () =>
    reads(column(name, cells, separator), {
      accepted: cells.length,
      facts: { time: name, periods },
    }),
  );

time("quarters", ["2025Q2", "2025Q3"], ["2025-04", "2025-07"], "Quarter");
time(
  "quarters with an apostrophe",
  ["Q2'25", "Q3'25"],
  ["2025-04", "2025-07"],
  "Quarter",
);
time(
  "months of statistics",
  ["2025M01", "2025M02"],
  ["2025-01", "2025-02"],
  "Period",
);
time(
  "months of statistics, dashed",
  ["2025-M01", "2025-M02"],
  ["2025-01", "2025-02"],
  "Period",
);
time(
  "periods of an ERP",
  ["001.2025", "002.2025"],
  ["2025-01", "2025-02"],
  "Periode",
  ";",
);
time("weeks", ["2025-W07", "2025-W08"], ["2025-W07", "2025-W08"], "Week");
time(
  "weeks with KW",
  ["KW07/25", "KW08/25"],
  ["2025-W07", "2025-W08"],
  "Kalenderwoche",
);
time(
  "weeks without a sign",
  ["2025W07", "2025W08"],
  ["2025-W07", "2025-W08"],
  "Week",
);
time(
  "weeks of words",
  ["Week 7, 2025", "Week 8, 2025"],
  ["2025-W07", "2025-W08"],
  "Week",
);
time(
  "months German",
  ["Januar 2025", "März 2025"],
  ["2025-01", "2025-03"],
  "Monat",
);
time(
  "months German short",
  ["Mär. 25", "Dez. 25"],
  ["2025-03", "2025-12"],
  "Monat",
);
time(
  "months French",
  ["janv. 2025", "août 2025", "déc. 2025"],
  ["2025-01", "2025-08", "2025-12"],
  "Mois",
);
time(
  "months French upper",
  ["FÉVRIER 2025", "AOÛT 2025"],
  ["2025-02", "2025-08"],
  "Mois",
);
time(
  "months Spanish",
  ["ene.-25", "ago.-25", "dic.-25"],
  ["2025-01", "2025-08", "2025-12"],
  "Mes",
);
time(
  "months Spanish with de",
  ["septiembre de 2025", "marzo de 2025"],
  ["2025-03", "2025-09"],
  "Mes",
);
time(
  "months Chinese",
  ["2025年1月", "2025年12月"],
  ["2025-01", "2025-12"],
  "月份",
);
time(
  "months Chinese words",
  ["二〇二五年一月", "二〇二五年十二月"],
  ["2025-01", "2025-12"],
  "月份",
);
time("SAS dates", ["31JAN2025", "28FEB2025"], ["2025-01", "2025-02"], "Date");
time(
  "SAS moments",
  ["31JAN2025:23:10:00", "28FEB2025:01:00:00"],
  ["2025-01", "2025-02"],
  "Date",
);
time(
  "year first of names",
  ["2025-Jan", "2025-Mar"],
  ["2025-01", "2025-03"],
  "Month",
);
time(
  "year first with day of names",
  ["2025-Jan-31", "2025-Mar-01"],
  ["2025-01", "2025-03"],
  "Date",
);
time(
  "year and month of names",
  ["2025 January", "2025 March"],
  ["2025-01", "2025-03"],
  "Month",
);
time("JAN2025", ["JAN2025", "MAR2025"], ["2025-01", "2025-03"], "Month");
time("Jan'25", ["Jan'25", "Mar'25"], ["2025-01", "2025-03"], "Month");
time(
  "French days",
  ["le 31 janvier 2025", "1er mars 2025"],
  ["2025-01", "2025-03"],
  "Date",
);
time(
  "French weekdays",
  ["vendredi 31 janvier 2025", "samedi 1 mars 2025"],
  ["2025-01", "2025-03"],
  "Date",
);
time(
  "German weekdays",
  ["Freitag, 31. Januar 2025", "Samstag, 1. März 2025"],
  ["2025-01", "2025-03"],
  "Datum",
);
time(
  "Spanish days",
  ["31 de enero de 2025", "1 de marzo de 2025"],
  ["2025-01", "2025-03"],
  "Fecha",
);
time(
  "German clock",
  ["31.01.2025 23:10 Uhr", "01.03.2025 08:00 Uhr"],
  ["2025-01", "2025-03"],
  "Datum",
);
time(
  "Chinese clock",
  ["2025年1月31日 23时10分", "2025年3月1日 8时05分"],
  ["2025-01", "2025-03"],
  "日期",
);
time(
  "Chinese halves",
  ["2025/1/31 下午11:10", "2025/3/1 上午8:05"],
  ["2025-01", "2025-03"],
  "日期",
);
time(
  "epoch s",
  ["1738368000", "1740787200"],
  ["2025-02", "2025-03"],
  "Timestamp",
);
time(
  "epoch ms",
  ["1738368000000", "1740787200000"],
  ["2025-02", "2025-03"],
  "Timestamp",
);
time(
  "epoch s with a fraction",
  ["1738368000.0", "1740787200.25"],
  ["2025-02", "2025-03"],
  "Timestamp",
);
time(
  "epoch ns",
  ["1738368000000000000", "1740787200000000000"],
  ["2025-02", "2025-03"],
  "Timestamp",
);
time("serials", ["45658", "45717"], ["2025-01", "2025-03"], "Month");
time(
  "serials with a comma",
  ["45658,5", "45717,25"],
  ["2025-01", "2025-03"],
  "Monat",
  ";",
);
time(
  "compact with .0",
  ["20250131.0", "20250301.0"],
  ["2025-01", "2025-03"],
  "Date",
);
time(
  "yyyymm with .0",
  ["202501.0", "202503.0"],
  ["2025-01", "2025-03"],
  "Month",
);
time(
  "offsets",
  ["2025-01-31T23:30:00-05:00", "2025-02-28T23:30:00-05:00"],
  ["2025-02", "2025-03"],
  "Timestamp",
);
time(
  "offset without a colon",
  ["2025-01-31T23:30:00.000+0100", "2025-03-01T00:30:00.000+0100"],
  ["2025-01", "2025-02"],
  "Timestamp",
);
time(
  "zone names",
  ["2025-01-31 23:30:00 EST", "2025-02-28 23:30:00 EST"],
  ["2025-02", "2025-03"],
  "Timestamp",
);
time(
  "zone of a region",
  [
    "2025-01-31 23:30:00 America/New_York",
    "2025-02-28 12:30:00 America/New_York",
  ],
  ["2025-02"],
  "Timestamp",
);
time(
  "UTC behind",
  ["2025-01-31 23:30:00 UTC", "2025-03-01 00:30:00 UTC"],
  ["2025-01", "2025-03"],
  "Timestamp",
);
time(
  "minutes and Z",
  ["2025-01-31T23:30Z", "2025-03-01T00:30Z"],
  ["2025-01", "2025-03"],
  "Timestamp",
);
time(
  "RFC 2822",
  ["Fri, 31 Jan 2025 16:30:00 +0100", "Sat, 01 Mar 2025 08:00:00 GMT"],
  ["2025-01", "2025-03"],
  "Timestamp",
);
time(
  "JavaScript",
  [
    "Fri Jan 31 2025 16:30:00 GMT+0100 (Central European Standard Time)",
    "Sat Mar 01 2025 08:00:00 GMT+0100 (Central European Standard Time)",
  ],
  ["2025-01", "2025-03"],
  "Timestamp",
);
time(
  "C",
  ["Fri Jan 31 16:30:00 2025", "Sat Mar  1 08:00:00 2025"],
  ["2025-01", "2025-03"],
  "Timestamp",
);
time(
  "locale with narrow blanks",
  ["1/31/2025, 2:30:00\u202fPM", "3/1/2025, 8:00:00\u202fAM"],
  ["2025-01", "2025-03"],
  "Date",
);
time(
  "locale with marks",
  [
    "\u200e1\u200e/\u200e31\u200e/\u200e2025",
    "\u200e3\u200e/\u200e1\u200e/\u200e2025",
  ],
  ["2025-01", "2025-03"],
  "Date",
);
time(
  "Arabic digits of dates",
  ["٢٠٢٥-٠١-٣١", "٢٠٢٥-٠٣-٠١"],
  ["2025-01", "2025-03"],
  "Date",
);
time(
  "full-width dates",
  ["２０２５／０１／３１", "２０２５／０３／０１"],
  ["2025-01", "2025-03"],
  "日付",
);
time(
  "month slash year",
  ["1/2025", "12/2025"],
  ["2025-01", "2025-12"],
  "Month",
);
time(
  "dotted month",
  ["01.2025", "12.2025"],
  ["2025-01", "2025-12"],
  "Monat",
  ";",
);
time("underscored", ["2025_01", "2025_12"], ["2025-01", "2025-12"], "Month");
time(
  "spans of a month",
  ["01.01.2025 - 31.01.2025", "01.03.2025 - 31.03.2025"],
  ["2025-01", "2025-03"],
  "Zeitraum",
  ";",
);
time(
  "spans in ISO",
  ["2025-01-01/2025-01-31", "2025-03-01/2025-03-31"],
  ["2025-01", "2025-03"],
  "Period",
);
time(
  "spans with to",
  ["2025-01-01 to 2025-01-31", "2025-03-01 to 2025-03-31"],
  ["2025-01", "2025-03"],
  "Period",
);
time(
  "day first of firsts",
  ["01/02/2025", "01/03/2025", "01/04/2025"],
  ["2025-02", "2025-03", "2025-04"],
  "Month",
);
time(
  "two-digit years",
  ["31/01/25", "28/02/25"],
  ["2025-01", "2025-02"],
  "Date",
);
time(
  "Italian",
  ["gennaio 2025", "agosto 2025"],
  ["2025-01", "2025-08"],
  "Month",
);
time(
  "Portuguese",
  ["jan/2025", "fev/2025", "dez/2025"],
  ["2025-01", "2025-02", "2025-12"],
  "Month",
);
time(
  "Dutch",
  ["maart 2025", "mei 2025", "oktober 2025"],
  ["2025-03", "2025-05", "2025-10"],
  "Month",
);
time("quoted", ["'2025-01-31", "'2025-03-01"], ["2025-01", "2025-03"], "Date");
test("no dates of MySQL", () =>
  reads(
    column("Cancelled At", [
      "0000-00-00",
      "2025-01-05",
      "0000-00-00 00:00:00",
      "0000-00-00",
      "2025-03-01",
    ]),
    {
      accepted: 5,
      types: { "Cancelled At": "date" },
      warnings: ["cell.sentinel@Cancelled At"],
    },
  ));
test("no dates of others", () =>
  reads(
    column(
      "Renewal Date",
      ["00.00.0000", "05.01.2026", "00/00/0000", "00.00.0000", "01.03.2026"],
      ";",
    ),
    {
      accepted: 5,
      types: { "Renewal Date": "date" },
      warnings: [
        "cell.sentinel@Renewal Date",
        "date.order.undecided@Renewal Date",
      ],
    },
  ));
test("far ends", () =>
  reads(
    column("End Date", [
      "9999-12-31",
      "2025-01-05",
      "31.12.9999",
      "2025-02-01",
      "2025-03-01",
    ]),
    { accepted: 5, types: { "End Date": "date" } },
  ));
