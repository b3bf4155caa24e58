import { BYTE_ORDER_MARK } from "@/lib/text/spreadsheet-csv";

/** A table as a file that a spreadsheet opens rightly: whole, or in chunks that are written while they are read. */
export function answerCsv(name: string, csv: string | AsyncGenerator<string>): Response {
  return new Response(typeof csv === "string" ? BYTE_ORDER_MARK + csv : toStream(csv), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}

function toStream(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(BYTE_ORDER_MARK));
    },
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
