import type { TestProject } from "vitest/node";
import { DESCRIBED_DOORS } from "@/lib/server/doors";
import { openApiDocument } from "../document";
import type {} from "./provided";

/** Made here and handed over: a set-up file that imported the schemas would keep a test from replacing them. */
export default function setup(project: TestProject): void {
  project.provide("openapi", {
    document: openApiDocument("http://localhost:3000", DESCRIBED_DOORS),
    names: Object.fromEntries(DESCRIBED_DOORS.map(({ prefix, component }) => [prefix, component])),
  });
}
