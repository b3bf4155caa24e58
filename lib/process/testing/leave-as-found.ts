import { afterAll, vi } from "vitest";

// Files of tests share a process: each leaves its environment, globals and clock to the next as it found them.
const found = { ...process.env };
// Serving HTTP replaces these, and whoever keeps them when it is imported would keep the replaced ones.
const globals = ["Request", "Response"].map(
  (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name) ?? {}] as const,
);

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  for (const [name, property] of globals) Object.defineProperty(globalThis, name, property);
  for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name];
  Object.assign(process.env, found);
});
