// alphabets: the letters beyond ASCII of the languages that are written in bytes of one, common ones before the bar, rare ones behind it
export type Alphabet = {
  common: Set<string>;
  rare: Set<string>;
  rareWeight: number;
};

const of = (letters: string, rareWeight = 0.7): Alphabet => {
  const [common, rare = ""] = letters.split("|");
  return { common: new Set(common), rare: new Set(rare), rareWeight };
};
// Scripts of their own differ by how often a letter comes, not by which there are.
const scriptOf = (letters: string) => of(letters, 0.3);

const western = [
  "éèàêç|âîôûùëïœüæÿ", // French
  "äöüß|éà", // German, Dutch
  "áéíóúñ|ü¿¡ºªç", // Spanish
  "ãçáéíóêõ|âôúàü", // Portuguese
  "àèéìòù|íîóú", // Italian
  "åäöæø|éüö", // Danish, Finnish, Norwegian, Swedish
  "áéíóúæö|ýþð", // Icelandic; the letters that Turkish has in the same places count less
].map((letters) => of(letters));
const central = [
  "ąęłóśżć|ńźéöü", // Polish
  "áčéěířšýžů|ďňóťúäöü", // Czech
  "áčéíšýžľ|äďĺňóôŕťúöü", // Slovak
  "áéíóöőúü|űä", // Hungarian
  "ăâîșțşţ|é", // Romanian
  "čćđšž|éöü", // Croatian, Slovene
].map((letters) => of(letters));
const cyrillic = [
  "оеаинтсрвлкмдпуяыьгзбч|йхжшюцщэфъё№", // Russian
  "оаинвеіртскулдмпяьзгбчхйї|щжшюцєфґ№", // Ukrainian
  "аоиентрсвлкдпмзубъячгжшц|щхфюь№јљњђћџќѓѕ", // Bulgarian, Macedonian, Serbian
].map((letters) => scriptOf(letters));
const greek = [scriptOf("αοιετσνηυρπκμλωςάέήίόύώ|γδβχθφξζψΐΰϊϋ")];
const turkish = [of("çğıöşüİ|âîû")];
const hebrew = [scriptOf("אבדהולימנרשתחכםע|גזטסןפצקךףץ")];
const arabic = [scriptOf("اليمنوترةبدسعهكفحجقشىأ|صطضخذثغظزئؤءإآپچژگ،؛؟ًٌٍَُِّْ")];
const baltic = [
  of("ąčęėįšųūž|"), // Lithuanian
  of("āčēģīķļņšūž|"), // Latvian
  of("äöõü|šž"), // Estonian
];
const thai = [
  scriptOf("านรอกเงมยลวดทสตะปบคหแจพชขใไโธศญณถผ่้ิีัุูำ็ื์ึ|ภฟซฉษฝฐฎฏฑฒฆฬฮฌฤฦฃฅๆฯฺ๋๊ํ๎ๅ"),
];
const vietnamese = [of("ăâđêôơưàáéèíìóòúùý\u0300\u0301\u0303\u0309\u0323|ãõ")];

/** In the order in which they are taken at equal evidence. */
export const encodings: [string, Alphabet[]][] = [
  ["windows-1252", western],
  ["iso-8859-15", western],
  ["windows-1250", central],
  ["iso-8859-2", central],
  ["windows-1251", cyrillic],
  ["koi8-u", cyrillic],
  ["iso-8859-5", cyrillic],
  ["windows-1254", turkish],
  ["windows-1253", greek],
  ["iso-8859-7", greek],
  ["windows-1257", baltic],
  ["iso-8859-13", baltic],
  ["windows-1255", hebrew],
  ["iso-8859-8", hebrew],
  ["windows-1256", arabic],
  ["iso-8859-6", arabic],
  ["windows-1258", vietnamese],
  ["windows-874", thai],
];

// Names of several languages stand in one file.
const mixedOf = (alphabets: Alphabet[], more = "") =>
  of(
    `${alphabets.flatMap(({ common, rare }) => [...common, ...rare]).join("")}|${more}`,
  );
export const mixed = new Map([
  [western, mixedOf(western, "šž")],
  [central, mixedOf(central)],
]);

export * as Alphabets from "./alphabets";
