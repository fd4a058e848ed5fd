// palette: the colours of charts, and their names for a stylesheet that has a dark side

// Okabe & Ito 2008: told apart by readers of every colour vision, and by lightness in grey print.
export const colour = {
  blue: "#0072b2",
  orange: "#d55e00",
  green: "#009e73",
  purple: "#8f4f7d",
  yellow: "#e69f00",
  sky: "#56b4e9",
  ink: "#24303a",
  quiet: "#5d6b78",
  rule: "#e3e7eb",
};
const names = new Map(
  Object.entries(colour).map(([name, value]) => [value, name]),
);

/** The drawing with the custom property of each colour, `--chart-blue` say, in the place of the colour itself. */
export const themed = (svg: string) =>
  svg.replace(/#[0-9a-f]{6}/g, (value) => {
    const name = names.get(value);
    return name ? `var(--chart-${name}, ${value})` : value;
  });

export * as Palette from "./palette";
