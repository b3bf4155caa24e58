import { defineConfig } from "prisma/config";

// generate, validate and format need no schema engine, but the command line insists on finding one. Naming any file
// that exists keeps it from downloading; with a network, `prisma migrate` fetches the real engine as usual.
const engineFree = ["generate", "validate", "format"].some((verb) => process.argv.includes(verb));
if (engineFree) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
