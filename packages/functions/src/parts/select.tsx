// select: a labelled choice of one among several
export const Select = ({
  title,
  name,
  chosen = "",
  options,
}: {
  title: string;
  name: string;
  chosen?: string;
  options: (string | readonly [value: string, text: string])[];
}) => (
  <label>
    {title}
    <select name={name}>
      {options
        .map((option) =>
          typeof option === "string" ? ([option, option] as const) : option,
        )
        .map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
    </select>
  </label>
);
