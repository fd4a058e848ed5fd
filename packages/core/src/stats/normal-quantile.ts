// normal-quantile: quantile of the standard normal distribution, relative error about 1e-7 (Wichura 1988, AS 241, PPND7)
const ratio = (x: number, above: number[], below: number[]) => {
  const sum = (terms: number[]) =>
    terms.reduceRight((total, term) => total * x + term, 0);
  return sum(above) / sum(below);
};

export function quantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425)
    return (
      q *
      ratio(
        0.180625 - q * q,
        [3.3871327179, 50.434271938, 159.29113202, 59.10937472],
        [1, 17.895169469, 78.757757664, 67.1875636],
      )
    );
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const far =
    r <= 5
      ? ratio(
          r - 1.6,
          [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
          [1, 0.7370016425, 0.12021132975],
        )
      : ratio(
          r - 5,
          [6.657905115, 3.081226386, 0.42868294337, 0.017337203997],
          [1, 0.24197894225, 0.012258202635],
        );
  return Math.sign(q) * far;
}

export * as NormalQuantile from "./normal-quantile";
