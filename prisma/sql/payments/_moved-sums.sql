      sum(t.arrivals) AS payments, sum(t.collected_minor) AS collected_minor, sum(t.refunded_minor) AS refunded_minor,
      sum(t.disputed_minor) AS disputed_minor, sum(t.returned_minor) AS returned_minor, sum(t.paid_out_minor) AS paid_out_minor
