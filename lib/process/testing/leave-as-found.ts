import { afterAll, vi } from "vitest";

// Files of tests share a process: each leaves its environment, globals and clock to the next as it found them.
const found = { ...process.env };

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name];
  Object.assign(process.env, found);
});
