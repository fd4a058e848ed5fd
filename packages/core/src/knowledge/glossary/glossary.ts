// glossary: words that stand for each other in what customers ask and what articles say, in both languages
import { account } from "./account";
import { doing } from "./doing";
import { everyday } from "./everyday";
import { goods } from "./goods";
import { money } from "./money";
import { services } from "./services";
import { software } from "./software";
import { time } from "./time";
import { trades } from "./trades";

/** Each group is a meaning; a word may have several. */
export const groups: string[][] = [
  money,
  account,
  goods,
  time,
  software,
  doing,
  everyday,
  services,
  trades,
]
  .flatMap((text) => text.trim().split("\n"))
  .map((line) => line.split(" ").map((word) => word.replaceAll("_", " ")));

export * as Glossary from "./glossary";
