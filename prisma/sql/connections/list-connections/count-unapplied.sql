-- How many connections have told something that waits for a person.
SELECT count(DISTINCT e.connection_id)::int AS connections FROM provider_event e WHERE e.state = 'failed'
