/** Today in China, as SQL: until when a record is told is judged by its calendar, whatever the server's. */
export const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
