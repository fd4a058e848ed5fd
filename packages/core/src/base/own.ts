// own: what an object holds itself under a name that owners chose, be it "constructor"
export const own = <T>(
  object: Record<string, T>,
  name: string,
): T | undefined => (Object.hasOwn(object, name) ? object[name] : undefined);
