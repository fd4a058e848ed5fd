// time-zone: how far local time is ahead of UTC, by offset, abbreviation or name of a zone

const hours = new Map(
  Object.entries({
    ...{ Z: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, BST: 1, CET: 1, CEST: 2 },
    ...{ MEZ: 1, MESZ: 2, EET: 2, EEST: 3, MSK: 3, SGT: 8, HKT: 8, JST: 9 },
    ...{ KST: 9, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13, EST: -5, EDT: -4 },
    ...{ CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
  }),
);

const formats = new Map<string, Intl.DateTimeFormat | null>();

function format(name: string) {
  const known = formats.get(name);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat | null = null;
  try {
    made = new Intl.DateTimeFormat("en-US", {
      ...{
        timeZone: name,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
      },
      ...{ day: "numeric", hour: "numeric", minute: "numeric" },
      second: "numeric",
    });
  } catch {
    // No such zone.
  }
  if (formats.size < 1000) formats.set(name, made);
  return made;
}

const offsets = new Map<string, number>();

/** Days that the zone is ahead of UTC at a moment of UTC, in days since 1970; NaN where there is no such zone. */
export function ahead(zone: string, days: number): number {
  if (zone === "UTC") return 0;
  // No zone changes its offset within a quarter of an hour.
  const quarter = Math.floor(days * 96);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const found = format(zone);
  if (!found) return NaN;
  const at = (quarter / 96) * 86_400_000;
  if (!(Math.abs(at) < 8.64e15)) return NaN;
  const parts = new Map(
    found.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const local = Date.UTC(
    ...([part("year"), part("month") - 1, part("day")] as const),
    ...([part("hour"), part("minute"), part("second")] as const),
  );
  const ahead = (local - at) / 86_400_000;
  if (offsets.size > 10_000) offsets.clear();
  offsets.set(key, ahead);
  return ahead;
}

const numeric = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i;

/** Days to take from a local time written with this zone to have it in UTC; NaN for no zone. */
export function offset(written: string, local: number): number {
  const found = numeric.exec(written);
  if (found) {
    const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
    return (found[1] === "-" ? -minutes : minutes) / 1440;
  }
  const known = hours.get(written.toUpperCase());
  if (known !== undefined) return known / 24;
  if (!written.includes("/")) return NaN;
  const guess = ahead(written, local);
  return ahead(written, local - guess);
}

export * as TimeZone from "./time-zone";
