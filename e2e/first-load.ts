import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect } from "@playwright/test";

/** Weighs what pages load before they are whole. Most of it is the same for all: each script is fetched once. */
export class FirstLoad {
  readonly #weights = new Map<string, Promise<number>>();

  constructor(readonly request: APIRequestContext) {}

  /** The scripts that a page names in what it is sent as, in bytes as they are sent, each counted once. */
  async bytesOf(html: string): Promise<number> {
    const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, src = ""]) => src);
    expect(scripts.length).toBeGreaterThan(3);
    let bytes = 0;
    for (const src of new Set(scripts)) bytes += await this.#weightOf(src);
    return bytes;
  }

  #weightOf(src: string): Promise<number> {
    const weight = this.#weights.get(src) ?? this.#fetchAndWeigh(src);
    this.#weights.set(src, weight);
    return weight;
  }

  async #fetchAndWeigh(src: string): Promise<number> {
    const answer = await this.request.get(src);
    expect(answer.ok(), src).toBe(true);
    return gzipSync(await answer.body()).length;
  }
}
