-- How many payments a search finds.
SELECT count(*)::int AS n FROM (
SELECT 1 FROM payment p -- @replace found
) found
