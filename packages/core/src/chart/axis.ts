// axis: how the plots lay out and name their axes
export const grid = { left: 52, right: 28, top: 20, bottom: 48 };
export const titled = (name: string, gap: number, more: object = {}) => ({
  name,
  nameLocation: "middle",
  nameGap: gap,
  ...more,
});
export const legend = { top: 0, left: 44, itemGap: 24 };

export function percent(value: number, digits = 0): string {
  return `${(value * 100).toFixed(digits)} %`;
}
