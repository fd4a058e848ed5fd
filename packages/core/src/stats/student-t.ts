// student-t: Student's t distribution
import { Normal } from "./normal";

/** Its 97.5 % point: exact for 1 and 2 degrees of freedom, else Fisher & Cornish 1960 (within 0.004). */
export function quantile975(degrees: number): number {
  if (degrees === 1) return 12.706204736432095;
  if (degrees === 2) return 4.302652729696142;
  const z = Normal.z975;
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) /
      92160,
  ];
  return terms.reduce((sum, term, power) => sum + term / degrees ** power, 0);
}

export * as StudentT from "./student-t";
