// radix-order: the places of whole numbers from the least to the greatest, equal ones as they came (radix sort, 16 bits a pass)
const digit = 65_536;

export function ascending(values: Float64Array): Int32Array {
  const n = values.length;
  let order = Int32Array.from({ length: n }, (_, i) => i);
  let [least, greatest, sorted] = [Infinity, -Infinity, true];
  for (let i = 0; i < n; i++) {
    least = Math.min(least, values[i]);
    greatest = Math.max(greatest, values[i]);
    if (i > 0 && values[i] < values[i - 1]) sorted = false;
  }
  if (sorted) return order;
  let next = new Int32Array(n);
  const start = new Int32Array(digit + 1);
  for (let unit = 1; unit <= greatest - least; unit *= digit) {
    const of = (i: number) => Math.floor((values[i] - least) / unit) % digit;
    start.fill(0);
    for (let i = 0; i < n; i++) start[of(i) + 1]++;
    for (let d = 0; d < digit; d++) start[d + 1] += start[d];
    for (let k = 0; k < n; k++) next[start[of(order[k])]++] = order[k];
    [order, next] = [next, order];
  }
  return order;
}
