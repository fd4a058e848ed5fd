/** Seeds every property test, so that the same code gives the same result; `PROPERTY_SEED` tries other values. */
import fc from "fast-check";

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env.PROPERTY_SEED ?? 1),
});
