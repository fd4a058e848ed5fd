// month-name: the months by their names in English, German, French, Spanish and Chinese

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

/** 1 to 12; NaN for what is no month's name. */
export const read = (name: string) =>
  months.get(
    name
      .normalize("NFD")
      .replace(/[\u0300-\u036f.]/g, "")
      .toLowerCase(),
  ) ?? NaN;

export * as MonthName from "./month-name";
