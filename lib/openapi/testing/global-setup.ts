import type { TestProject } from "vitest/node";
import { openApiDocument } from "../document";
import { REFERENCES } from "../references";
import type {} from "./provided";

/** Made here and handed over: a set-up file that imported the schemas would keep a test from replacing them. */
export default function setup(project: TestProject): void {
  project.provide("openapi", {
    document: openApiDocument("http://localhost:3000"),
    names: Object.fromEntries(REFERENCES.map(({ prefix, name }) => [prefix, name])),
  });
}
