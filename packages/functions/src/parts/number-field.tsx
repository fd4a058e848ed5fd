// number-field: a number that a form asks for, under its title
export const NumberField = ({
  title,
  name,
  value,
  min,
  max,
}: {
  title: string;
  name: string;
  value: number;
  min?: number;
  max?: number;
}) => (
  <label>
    {title}
    <input
      type="number"
      name={name}
      min={min}
      max={max}
      step="any"
      value={String(value)}
      required
    />
  </label>
);
