import { setTimeout as delay } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { refusing } from "@/lib/db/testing/refusing";
import { greet } from "./greet";

it("waits for whoever keeps the owners locked, and the server that started goes on", () =>
  refusing({ table: "invitation", change: "INSERT" }, async ({ during, refusals }) => {
    const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      let greeted: Promise<void> | null = null;
      await during("55P03", async () => {
        greeted = greet("https://pay.example", new AbortController().signal);
        while ((await refusals()) === 0) await delay(20);
      });
      await greeted;
      expect(written.mock.calls.join()).toMatch(
        /running at https:\/\/pay\.example\n.*https:\/\/pay\.example\/setup\/\S+/s,
      );
    } finally {
      written.mockRestore();
    }
  }));

it("breaks off when the server is told to stop", () =>
  refusing({ table: "invitation", change: "INSERT" }, async ({ during }) => {
    const stop = new AbortController();
    await during("55P03", async () => {
      const greeted = greet("https://pay.example", stop.signal);
      setTimeout(() => stop.abort(), 100);
      await expect(greeted).rejects.toThrow("aborted");
    });
  }));
