import type { Metadata } from "next";
import { Fragment } from "react";
import { Wordmark } from "@/components/ui/mark";
import { publicUrl } from "@/lib/http/public-url";
import { Reference } from "./reference";
import "swagger-ui-dist/swagger-ui.css";
import "./docs.css";

export const metadata: Metadata = {
  title: "API reference",
  description: "Every operation of every door, with examples that run.",
};

const DOCUMENTS = [
  { href: "/api/openapi.json", label: "OpenAPI document" },
  { href: "/api/postman.json", label: "Postman collection" },
  { href: "/api/bruno.json", label: "Bruno collection" },
];

/** For anybody: it describes what the doors take and answer, and holds no secret. */
export default function DocsPage() {
  return (
    <div className="mx-auto grid min-h-dvh max-w-5xl content-start gap-6 px-4 py-6 sm:px-8">
      <header className="flex items-center justify-between gap-4">
        <a href="/" className="rounded-md text-[0.9375rem]">
          <Wordmark />
        </a>
        <nav aria-label="Elsewhere" className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <a href="/" className="text-muted-foreground underline underline-offset-4">
            Back to the console
          </a>
        </nav>
      </header>
      {/* The library brings the page's main landmark itself. */}
      <section aria-labelledby="title" className="grid max-w-[70ch] gap-3">
        <h1 id="title" className="text-2xl font-semibold tracking-tight">
          API reference
        </h1>
        <p className="text-muted-foreground">
          One table of payments behind four doors, each of which speaks an API of the field: a client written
          for one of them can be pointed here unchanged. One API key opens all four. The management door
          beside them does what people do in the console around payments.
        </p>
        <p className="text-muted-foreground">
          The same as files:{" "}
          {DOCUMENTS.map(({ href, label }, index) => (
            <Fragment key={href}>
              {index > 0 && ", "}
              <a href={href} className="underline underline-offset-4">
                {label}
              </a>
            </Fragment>
          ))}
          .
        </p>
        <p className="text-muted-foreground">
          The examples run as they stand, once the variables they name are set:
        </p>
        <pre className="whitespace-pre-wrap wrap-anywhere rounded-lg border bg-card p-3 font-mono text-xs">
          {`export COUNTERFOIL_URL=${publicUrl()}\nexport API_KEY=cf_…`}
        </pre>
        <h2 className="sr-only">Operations</h2>
      </section>
      <Reference />
    </div>
  );
}
