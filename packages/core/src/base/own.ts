// own: an entry of an object whose keys are an owner's names, constructor and toString among them

export const own = <V>(
  record: Readonly<Record<string, V>> | undefined,
  key: string,
): V | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
