// label-match: whether a cell says what the label's positive value says

export function matches(cell: string, positive: string) {
  if (cell === positive) return true;
  // 1 and 1.0 are one answer; so are Yes and yes.
  const [a, b] = [Number(cell), Number(positive)];
  if (cell !== "" && positive !== "" && a === b) return true;
  return cell.toLowerCase() === positive.toLowerCase();
}
