const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** PostgreSQL refuses to compare a uuid with anything else, so ids from outside pass here first. */
export const isUuid = (value: string): boolean => UUID.test(value);
