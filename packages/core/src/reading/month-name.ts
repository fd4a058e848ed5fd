// month-name: the months by their names, those of English, German, French, Spanish and Chinese before those of other languages

const names = [
  "january jan januar janner jan janvier janv enero ene 一月 1月",
  "february feb februar feber fevrier fevr fev febrero 二月 2月",
  "march mar marz mrz maerz mars marzo 三月 3月",
  "april apr avril avr abril abr 四月 4月",
  "may mai mayo 五月 5月",
  "june jun juni juin junio 六月 6月",
  "july jul juli juillet juil julio 七月 7月",
  "august aug aout agosto ago 八月 8月",
  "september sep sept septembre septiembre setiembre set 九月 9月",
  "october oct oktober okt octobre octubre 十月 10月",
  "november nov novembre noviembre 十一月 11月",
  "december dec dezember dez decembre diciembre dic 十二月 12月",
];
const months = new Map(
  names.flatMap((all, k) => all.split(" ").map((name) => [name, k + 1])),
);

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[\u0300-\u036f.]/g, "")
    .toLowerCase();

// Names of these are asked of Unicode's tables when none above fits, as they stand alone and within a date.
const others = ["it", "pt", "nl", "sv", "da", "nb", "pl", "tr", "ru"];
let further: Map<string, number> | undefined;

function furtherNames(): Map<string, number> {
  const found = new Map<string, number>();
  for (const language of others)
    for (const month of ["long", "short"] as const)
      for (const day of [undefined, "numeric"] as const) {
        const options = { month, day, timeZone: "UTC" } as const;
        const format = new Intl.DateTimeFormat(language, options);
        for (let k = 0; k < 12; k++) {
          const parts = format.formatToParts(Date.UTC(2025, k, 15));
          const { value = "" } = parts.find((p) => p.type === "month") ?? {};
          const name = plain(value);
          if (!found.has(name)) found.set(name, k + 1);
        }
      }
  return found;
}

/** 1 to 12; NaN for what is no month's name. */
export function read(name: string): number {
  const asked = plain(name);
  return months.get(asked) ?? (further ??= furtherNames()).get(asked) ?? NaN;
}

export * as MonthName from "./month-name";
