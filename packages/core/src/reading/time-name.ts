// time-name: whether the whole words of a column's name say that it holds dates or times

const words = new Set(
  (
    "date dates datetime timestamp time ts dt day month week period yearmonth isoweek " +
    "datum zeit zeitpunkt zeitstempel uhrzeit tag monat woche periode stichtag " +
    "jour mois semaine periode heure horodatage " +
    "fecha dia mes semana periodo hora " +
    "created updated modified occurred submitted started ended signed at on since until"
  ).split(" "),
);
const behind =
  /^(start|end|event|order|invoice|create|created|update|updated|birth|signup|due|ship|purchase|report|reporting|snapshot|transaction|renewal|close|closed|visit|usage)(date|time|day|month|ts)$/;
const chinese = /(日期|时间|月份|年月|时刻|日|账期|期间)$|^(月|周|日期.*)$/;

export const says = (name: string) =>
  chinese.test(name.trim()) ||
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => words.has(word) || behind.test(word));

export * as TimeName from "./time-name";
