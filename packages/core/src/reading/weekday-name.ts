// weekday-name: the name of a weekday that some write before a date, in English, German, French, Spanish, Chinese and Japanese

const names = [
  "sun mon tue tues wed thu thur thurs fri sat",
  "sunday monday tuesday wednesday thursday friday saturday",
  "so mo di mi do fr sa sonntag montag dienstag mittwoch donnerstag freitag samstag sonnabend",
  "dim lun mar mer jeu ven sam dimanche lundi mardi mercredi jeudi vendredi samedi",
  "dom mie jue vie sab domingo lunes martes miercoles jueves viernes sabado",
];
const words = new Set(names.flatMap((line) => line.split(" ")));
const written =
  /^(?:(\p{L}{2,10})\.?,?\s+|(?:周|星期|週)[一二三四五六日天]\s*)(?=\d|\p{L}{3,10}\.? \d)/u;

/** The text without a weekday before it. */
export function without(text: string): string {
  const found = written.exec(text);
  if (!found) return text;
  const [all, word] = found;
  const plain = word
    ?.normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return plain === undefined || words.has(plain)
    ? text.slice(all.length)
    : text;
}

export * as WeekdayName from "./weekday-name";
