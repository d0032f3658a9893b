import { copyValue } from './copy-text';

/**
 * 方言: all that the engines of databases say differently, and nothing else of them. Every statement writes its values as
 * `$1`, `$2` …; tables and columns have the same names everywhere.
 */
export interface Dialect {
  readonly engine: 'PostgreSQL' | 'MariaDB';
  /** What a new connection is told; PostgreSQL takes it as options of the start, MariaDB as statements. */
  session(options: SessionOptions): readonly string[];
  /** An expression as another type, by PostgreSQL's name for it. */
  cast(expression: string, type: string): string;
  /** An instant as text that names its zone. */
  instant(expression: string): string;
  jsonObject(members: readonly (readonly [name: string, expression: string])[]): string;
  /** JSON objects of many rows as one list; null or an empty list where there are none. */
  jsonList(object: string, order: string): string;
  /** An element of a list of plain values, the last one if no position is given, as text; null where there is none. */
  jsonElement(list: string, position?: string): string;
  /** Whether an expression is one of the values, or begins with one of them. */
  isOneOf(expression: string, values: readonly string[], param: Param): string;
  startsWithOneOf(expression: string, values: readonly string[], param: Param): string;
  /** Whether an expression is among the codes of one parameter, and these codes as a table `k(uscc)`. */
  isAmong(expression: string, codes: string): string;
  tableOf(codes: string): string;
  /** Texts of a group, one after the other. */
  joined(expression: string): string;
  /** Ends the statement that another connection is busy with. */
  cancel(connection: number): string;
  /** Waits until no other hub migrates this database, and lets the next one do it. */
  readonly migrating: { readonly begin: string; readonly end: string };
  readonly isolation: Isolation;
  readonly loading: Loading;
  readonly importing: Importing;
  readonly record: RecordStatements;
  readonly errors: ErrorCodes;
}

/** How it is proved that a role enters its own database only; at least one of the two questions can be asked. */
export interface Isolation {
  /** Which roles of `$1` may enter which databases of `$2`: rows of role and database. */
  readonly openDoors: string | undefined;
  /** Names of the databases, beside its own, in which whoever asks may do anything. */
  readonly seen: string | undefined;
  /** The statement that closes a database to a role. */
  close(database: string, role: string): string;
}

export interface SessionOptions {
  readonly readOnly: boolean;
  /** 0 is without end. */
  readonly timeoutMs: number;
}

/** What the codes of an engine's errors mean. */
export interface ErrorCodes {
  /** A name or password is refused. */
  readonly login: readonly string[];
  /** Somebody whom the server knows is refused the database. */
  readonly entry: readonly string[];
  /** There is no such table. */
  readonly noTable: readonly string[];
  /** A statement was broken off. */
  readonly brokenOff: readonly string[];
  /** The server, not the statement, is at fault. */
  readonly server: RegExp;
  /** Why nobody gets in, for people. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** Adds a value of a type and gives what stands for it. */
type Param = (value: unknown, type: string) => string;

/** How tables are filled anew, all in one transaction. */
export interface Loading {
  /** Makes the tables empty and ready. */
  clear(tables: readonly string[], records: readonly string[]): readonly string[];
  /** Names and definitions of the indexes that are made again when the tables are full; `$1` is the tables. */
  readonly indexes: string | undefined;
  restore(tables: readonly string[]): readonly string[];
  /** One row as a line of what a connection takes in, and the statement by which it does. */
  line(values: readonly unknown[]): string;
  intake(table: string, columns: readonly string[]): string;
  /** After the transaction, for the planner of queries. */
  analyse(tables: readonly string[]): string;
}

/** How rows of a file, all of the same columns, come beside what a table holds. */
export interface Importing {
  /** What the statements take as `$1`; `rows` is a JSON array of objects by column. */
  given(rows: string, columns: readonly string[]): string;
  /** Replaces by code; a column that is `kept` keeps its value, unless that was an invented one. */
  replace(table: string, filled: readonly string[], kept: readonly string[]): string;
  /** Adds what is not there already, to the last value. */
  add(table: string, filled: readonly string[]): string;
}

/** The record's searchable copy: audit/carry.ts, access-log.ts and refusal-counts.ts say what they are for. */
export interface RecordStatements {
  /** `$1` unit, `$2` first segment; the last one tells the row. */
  readonly position: readonly string[];
  /** `$1`–`$4` the rows of a batch, each list as JSON in the order of CarriedRows, `$5` unit, `$6` sequence to go on from, `$7`–`$9` segment, offset and sequence of the end; the first one tells or changes one row, or nothing is done. */
  readonly carry: readonly string[];
  /** `$1` subject, `$2` and `$3` time and sequence before which; conditions are over `record`, an access_record. */
  accessLog(limit: number, conditions: readonly string[]): string;
  /** Of `record`: code of the consumer, `SELF` for an enterprise about itself, `PUBLIC` for a stranger. */
  readonly client: string;
  /** Of `record`: `FAILED`, `TOLD` where some field was told of subject `$1`, else `REFUSED`. */
  readonly outcome: string;
  /** A parameter, ISO in UTC, as an instant. */
  instant(param: string): string;
  /** `$1` day of China. */
  readonly refusalCounts: string;
  /** `$1` and `$2` instants from and before which, `$3` the only consumer, or null. */
  readonly clientCalls: string;
  readonly fieldUses: string;
}

const CARRY_IN_POSTGRES = `
  WITH moved AS (
    UPDATE access_carried SET segment = $7, byte_offset = $8, sequence = $9
    WHERE unit = $5 AND sequence = $6
    RETURNING sequence
  ), question AS MATERIALIZED (
    SELECT question.* FROM json_to_recordset($1::json) AS question (
      number int, consumer json, purpose text, bundle text, operation text, fields json)
  ), entry AS MATERIALIZED (
    SELECT entry.* FROM moved, json_to_recordset($2::json) AS entry (
      sequence bigint, time timestamptz, "requestId" text, question int, subjects text[],
      rows text, state text, refused json, "completedAt" timestamptz)
  ), entered AS (
    INSERT INTO access_record (sequence, time, request_id, consumer, purpose, bundle, operation, fields,
      rows, state, refused, completed_at)
    SELECT entry.sequence, entry.time, entry."requestId", consumer, purpose, bundle, operation, fields,
      entry.rows, entry.state, entry.refused, entry."completedAt"
    FROM entry JOIN question ON question.number = entry.question
  ), concerned AS (
    INSERT INTO access_subject (subject, time, sequence)
    SELECT subject, entry.time, entry.sequence FROM entry, unnest(entry.subjects) AS subject
    ORDER BY subject, time, sequence
  ), completed AS (
    UPDATE access_record AS record SET rows = coalesce(completion.rows, record.rows), state = completion.state,
      refused = completion.refused, completed_at = completion."completedAt"
    FROM moved, json_to_recordset($3::json) AS completion (
      "of" bigint, rows text, state text, refused json, "completedAt" timestamptz)
    WHERE record.sequence = completion."of"
  ), later AS (
    SELECT DISTINCT named.subject, coalesce(record.time, named.time) AS time, named."of" AS sequence
    FROM moved, json_to_recordset($4::json) AS named (subject text, time timestamptz, "of" bigint)
      LEFT JOIN access_record AS record ON record.sequence = named."of"
  ), concerned_later AS (
    INSERT INTO access_subject (subject, time, sequence)
    SELECT * FROM later WHERE NOT EXISTS (
      SELECT FROM access_subject AS known
      WHERE known.subject = later.subject AND known.time = later.time AND known.sequence = later.sequence)
  )
  SELECT sequence, set_config('synchronous_commit', 'off', true) FROM moved`;

/** Of the records in view, how often each client system asked for each purpose: a request counts once, whatever it asks. */
const clientCallsText = (recent: string, system: string, integer: (count: string) => string): string => `
  WITH recent AS (${recent})
  SELECT client AS consumer, ${system} AS system, purpose, ${integer('count(DISTINCT request_id)')} AS calls,
    ${integer(`sum(CASE WHEN state = 'refused' THEN 1 ELSE 0 END)`)} AS refused,
    ${integer(`count(DISTINCT CASE WHEN state = 'failed' THEN request_id END)`)} AS failed, max(time) AS last_at
  FROM recent GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3`;

/** Of the records in view, what became of each field for each consumer: of `use`, with consumer, time, field, outcome and times. */
const fieldUsesText = (recent: string, uses: string, integer: (count: string) => string): string => `
  WITH recent AS (${recent}), field_use AS (${uses})
  SELECT consumer, field, outcome, ${integer('sum(times)')} AS times, max(time) AS last_at
  FROM field_use GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3`;

/** Outcomes of the record under which something was told or done. */
const TOLD = `'clear', 'masked', 'predicate', 'change'`;

const outcomeText = (isTold: string): string =>
  `CASE WHEN record.state = 'failed' THEN 'FAILED' WHEN ${isTold} THEN 'TOLD' ELSE 'REFUSED' END`;

/** Without conditions the page is cut before any record is looked at. */
const accessLogText = (limit: number, conditions: readonly string[], before: string): string => `
  SELECT record.sequence, record.time, record.request_id, record.consumer, record.purpose, record.fields,
    record.refused, record.state
  FROM (
    SELECT named.time, named.sequence FROM access_subject AS named
    ${conditions.length === 0 ? '' : 'JOIN access_record AS record ON record.sequence = named.sequence'}
    WHERE ${['named.subject = $1', `(named.time, named.sequence) < ${before}`, ...conditions].join(' AND ')}
    ORDER BY named.time DESC, named.sequence DESC LIMIT ${limit}
  ) AS concerned JOIN access_record AS record USING (sequence)
  ORDER BY concerned.time DESC, sequence DESC`;

const CLIENT_IN_POSTGRES = `coalesce(record.consumer->>'unit',
  CASE record.consumer->>'kind' WHEN 'enterprise' THEN 'SELF' ELSE 'PUBLIC' END)`;

const RECENT_IN_POSTGRES = `
  SELECT ${CLIENT_IN_POSTGRES} AS client, record.* FROM access_record AS record
  WHERE record.time >= $1::timestamptz AND record.time < $2::timestamptz
    AND ($3::text IS NULL OR record.consumer->>'unit' = $3::text)`;

export const postgres: Dialect = {
  engine: 'PostgreSQL',
  // A wide statement of small sub-selects takes ten times as long where the server compiles it first.
  session: ({ readOnly, timeoutMs }) => [
    '-c jit=off',
    '-c max_parallel_workers_per_gather=0',
    ...(readOnly ? ['-c default_transaction_read_only=on'] : []),
    ...(timeoutMs > 0 ? [`-c statement_timeout=${timeoutMs}`] : []),
  ],
  cast: (expression, type) => `(${expression})::${type}`,
  instant: (expression) => `(${expression})::text`,
  jsonObject: (members) =>
    `json_build_object(${members.map(([name, expression]) => `'${name}', ${expression}`).join(', ')})`,
  jsonList: (object, order) => `coalesce(json_agg(${object} ORDER BY ${order}), '[]')`,
  jsonElement: (list, position = '-1') => `(${list} ->> ${position})`,
  isOneOf: (expression, values, param) => `(${expression}) = ANY (${param([...values], 'text[]')})`,
  startsWithOneOf: (expression, values, param) =>
    `(${expression}) LIKE ANY (${param(
      values.map((value) => `${value}%`),
      'text[]',
    )})`,
  isAmong: (expression, codes) => `${expression} = ANY(${codes}::text[])`,
  tableOf: (codes) => `unnest(${codes}::text[]) AS k(uscc)`,
  joined: (expression) => `string_agg(${expression}, '')`,
  cancel: (connection) => `SELECT pg_cancel_backend(${connection})`,
  migrating: {
    begin: 'SELECT pg_advisory_lock(20220531)',
    end: 'SELECT pg_advisory_unlock(20220531)',
  },
  isolation: {
    openDoors: `SELECT role, datname AS database FROM unnest($1::name[]) AS role, pg_database
      WHERE datname = ANY($2) AND has_database_privilege(role, oid, 'CONNECT')`,
    seen: undefined,
    close: (database) => `REVOKE CONNECT ON DATABASE "${database}" FROM PUBLIC`,
  },
  loading: {
    // What a trigger would make of each row, the unit makes of all at once when they are there.
    clear: (tables, records) => [
      'SET LOCAL statement_timeout = 0',
      ...tables.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`),
      `TRUNCATE ${[...tables, ...records].join(', ')}`,
    ],
    indexes: `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
      WHERE i.indrelid = ANY($1::regclass[])
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    restore: (tables) => tables.map((table) => `ALTER TABLE ${table} ENABLE TRIGGER USER`),
    line: (values) => values.map(copyValue).join('\t'),
    intake: (table, columns) => `COPY ${table} (${columns.join(', ')}) FROM STDIN`,
    analyse: (tables) => `VACUUM ANALYZE ${tables.join(', ')}`,
  },
  importing: {
    given: (rows) => rows,
    replace: (table, filled, kept) => `INSERT INTO ${table} AS own (${filled.join(', ')}, is_synthetic)
      SELECT ${filled.join(', ')}, false FROM json_populate_recordset(NULL::${table}, $1::json)
      ON CONFLICT (uscc) DO UPDATE SET ${[
        ...filled.map((name) => `${name} = excluded.${name}`),
        ...kept.map(
          (name) => `${name} = CASE WHEN own.is_synthetic THEN excluded.${name} ELSE own.${name} END`,
        ),
        'is_synthetic = false',
      ].join(', ')}`,
    add: (table, filled) => `INSERT INTO ${table} (${filled.join(', ')})
      SELECT ${filled.map((name) => `given.${name}`).join(', ')} FROM json_populate_recordset(NULL::${table}, $1::json) given
      WHERE NOT EXISTS (SELECT 1 FROM ${table} own WHERE ${filled
        .map((name) => `own.${name}::text IS NOT DISTINCT FROM given.${name}::text`)
        .join(' AND ')})`,
  },
  record: {
    position: [
      `WITH first AS (
        INSERT INTO access_carried (unit, segment, byte_offset, sequence) VALUES ($1, $2, 0, 0)
        ON CONFLICT (unit) DO NOTHING
      )
      SELECT segment, byte_offset, sequence FROM access_carried WHERE unit = $1`,
    ],
    carry: [CARRY_IN_POSTGRES],
    accessLog: (limit, conditions) => accessLogText(limit, conditions, '($2::timestamptz, $3::bigint)'),
    client: CLIENT_IN_POSTGRES,
    outcome: outcomeText(`EXISTS (
      SELECT FROM json_array_elements(record.fields) AS field
      WHERE field->>'outcome' IN (${TOLD}) AND NOT EXISTS (
        SELECT FROM json_array_elements(coalesce(record.refused, '[]')) AS refusal
        WHERE refusal->>'field' = field->>'field' AND (refusal->'subjects' IS NULL
          OR jsonb_exists((refusal->'subjects')::jsonb, $1))))`),
    instant: (param) => `${param}::timestamptz`,
    refusalCounts: `
      WITH recent AS (SELECT fields, refused FROM access_record WHERE time >= $1::date::timestamp AT TIME ZONE 'Asia/Shanghai'),
      refusal AS (
        SELECT field->>'outcome' AS code, 1 AS times FROM recent, json_array_elements(fields) AS field
         WHERE field->>'outcome' NOT IN ('clear', 'masked', 'predicate')
        UNION ALL
        SELECT rows->>'code', (rows->>'count')::int FROM recent, json_array_elements(coalesce(refused, '[]')) AS rows
      )
      SELECT code, sum(times)::int AS count FROM refusal GROUP BY code ORDER BY count DESC, code`,
    clientCalls: clientCallsText(RECENT_IN_POSTGRES, `consumer->>'system'`, (count) => `(${count})::int`),
    // A field that was told by the decision and refused for the one row that was asked was not told.
    fieldUses: fieldUsesText(
      RECENT_IN_POSTGRES,
      `SELECT client AS consumer, time, field->>'field' AS field, field->>'outcome' AS outcome, 1 AS times
         FROM recent, json_array_elements(fields) AS field
        WHERE NOT (coalesce(rows, '') = '1' AND EXISTS (
          SELECT FROM json_array_elements(coalesce(refused, '[]')) AS refusal WHERE refusal->>'field' = field->>'field'))
       UNION ALL
       SELECT client, time, refusal->>'field', refusal->>'code', (refusal->>'count')::int
         FROM recent, json_array_elements(coalesce(refused, '[]')) AS refusal`,
      (count) => `(${count})::int`,
    ),
  },
  errors: {
    login: ['28P01', '28000'],
    entry: ['42501'],
    noTable: ['42P01'],
    brokenOff: ['57014'],
    server: /^(08|53|57|58|XX)/,
    reasons: {
      '28P01': '用户名或口令不对',
      '28000': '服务器不允许这样登录',
      '3D000': '没有这个数据库',
      '42501': '角色没有权限',
      '53300': '连接数已满',
      '57P03': '服务器正在启动或关闭',
    },
  },
};

/** Types of MariaDB's CAST; a boolean is a number there, and needs none. */
const castTypes: Readonly<Record<string, string>> = {
  text: 'CHAR',
  int: 'SIGNED',
  bigint: 'SIGNED',
  numeric: 'DECIMAL(38, 10)',
  date: 'DATE',
};

const CODE = 'varchar(18) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Lines of loading or importing, `$1`, as a table of texts. */
const linesOf = (columns: readonly string[]): string =>
  `JSON_TABLE($1, '$[*]' COLUMNS (${columns.map((name, at) => `${name} longtext PATH '$[${at}]'`).join(', ')})) AS line`;

const CLIENT_IN_MARIADB = `COALESCE(JSON_VALUE(record.consumer, '$.unit'),
  CASE JSON_VALUE(record.consumer, '$.kind') WHEN 'enterprise' THEN 'SELF' ELSE 'PUBLIC' END)`;

const instantInMariadb = (param: string): string => `CAST(REPLACE(${param}, 'Z', '') AS DATETIME(3))`;

const RECENT_IN_MARIADB = `
  SELECT ${CLIENT_IN_MARIADB} AS client, record.* FROM access_record AS record
  WHERE record.time >= ${instantInMariadb('$1')} AND record.time < ${instantInMariadb('$2')}
    AND ($3 IS NULL OR JSON_VALUE(record.consumer, '$.unit') = $3)`;

const integerInMariadb = (count: string): string => `CAST(${count} AS SIGNED)`;

export const mariadb: Dialect = {
  engine: 'MariaDB',
  session: ({ readOnly, timeoutMs }) => [
    `SET SESSION collation_connection = utf8mb4_bin, time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES',
      group_concat_max_len = 4294967295, max_statement_time = ${timeoutMs / 1_000}, tx_read_only = ${readOnly ? 1 : 0}`,
  ],
  cast(expression, type) {
    if (type === 'boolean') return `(${expression})`;
    const castType = castTypes[type];
    if (castType === undefined)
      throw new Error(`${type} is not read on MariaDB yet: add it to kit/dialect.ts`);
    return `CAST(${expression} AS ${castType})`;
  },
  instant: (expression) => `DATE_FORMAT(${expression}, '%Y-%m-%dT%T.%fZ')`,
  jsonObject: (members) =>
    `JSON_OBJECT(${members.map(([name, expression]) => `'${name}', ${expression}`).join(', ')})`,
  jsonList: (object, order) => `JSON_ARRAYAGG(${object} ORDER BY ${order})`,
  jsonElement: (list, position = `NULLIF(JSON_LENGTH(${list}), 0) - 1`) =>
    `JSON_VALUE(${list}, CONCAT('$[', ${position}, ']'))`,
  isOneOf: (expression, values, param) =>
    values.length === 0
      ? 'FALSE'
      : `(${expression}) IN (${values.map((value) => param(value, 'text')).join(', ')})`,
  startsWithOneOf: (expression, values, param) =>
    values.length === 0
      ? 'FALSE'
      : `(${values.map((value) => `(${expression}) LIKE ${param(`${value}%`, 'text')}`).join(' OR ')})`,
  isAmong: (expression, codes) => `${expression} IN (SELECT uscc FROM ${mariadb.tableOf(codes)})`,
  tableOf: (codes) => `JSON_TABLE(${codes}, '$[*]' COLUMNS (uscc ${CODE} PATH '$')) AS k`,
  joined: (expression) => `GROUP_CONCAT(${expression} SEPARATOR '')`,
  cancel: (connection) => `KILL QUERY ${connection}`,
  migrating: {
    begin: `SELECT GET_LOCK(CONCAT('srdi-hub ', DATABASE()), 3600)`,
    end: `SELECT RELEASE_LOCK(CONCAT('srdi-hub ', DATABASE()))`,
  },
  isolation: {
    // A user learns nothing of the rights of others there, but sees what it has any right in.
    openDoors: undefined,
    seen: `SELECT schema_name AS name FROM information_schema.schemata
      WHERE schema_name NOT IN (DATABASE(), 'information_schema') ORDER BY schema_name LIMIT 1`,
    close: (database, role) => `REVOKE ALL PRIVILEGES ON \`${database}\`.* FROM \`${role}\``,
  },
  loading: {
    // TRUNCATE would commit: a unit is loaded whole or not at all.
    clear: (tables, records) => [...tables, ...records].map((table) => `DELETE FROM ${table}`),
    indexes: undefined,
    restore: () => [],
    line: (values) => JSON.stringify(values.map(bound)),
    intake: (table, columns) =>
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${linesOf(columns)}`,
    analyse: (tables) => `ANALYZE TABLE ${tables.join(', ')}`,
  },
  importing: {
    given: (rows, columns) =>
      JSON.stringify(
        (JSON.parse(rows) as Record<string, unknown>[]).map((row) => columns.map((name) => bound(row[name]))),
      ),
    // Assignments are made in their order: what the row was is asked before it is changed.
    replace: (table, filled, kept) => `INSERT INTO ${table} (${filled.join(', ')}, is_synthetic)
      SELECT ${filled.join(', ')}, false FROM ${linesOf(filled)}
      ON DUPLICATE KEY UPDATE ${[
        ...filled.map((name) => `${name} = VALUES(${name})`),
        ...kept.map((name) => `${name} = IF(${table}.is_synthetic, VALUES(${name}), ${table}.${name})`),
        'is_synthetic = false',
      ].join(', ')}`,
    add: (table, filled) => `INSERT INTO ${table} (${filled.join(', ')})
      SELECT ${filled.join(', ')} FROM ${linesOf(filled)}
      WHERE NOT EXISTS (SELECT 1 FROM ${table} own WHERE ${filled.map((name) => `own.${name} <=> line.${name}`).join(' AND ')})`,
  },
  record: {
    position: [
      `INSERT INTO access_carried (unit, segment, byte_offset, sequence) VALUES ($1, $2, 0, 0)
        ON DUPLICATE KEY UPDATE unit = $1`,
      'SELECT segment, byte_offset, sequence FROM access_carried WHERE unit = $1',
    ],
    carry: [
      `UPDATE access_carried SET segment = $7, byte_offset = $8, sequence = $9 WHERE unit = $5 AND sequence = $6`,
      `INSERT INTO access_record (sequence, time, request_id, consumer, purpose, bundle, operation, fields, \`rows\`, state,
          refused, completed_at)
        SELECT entry.sequence, REPLACE(entry.time, 'Z', ''), entry.request_id, question.consumer, question.purpose,
          question.bundle, question.operation, question.fields, entry.told, entry.state, entry.refused,
          REPLACE(entry.completed_at, 'Z', '')
        FROM JSON_TABLE($2, '$[*]' COLUMNS (sequence bigint PATH '$.sequence', time varchar(30) PATH '$.time',
            request_id text PATH '$.requestId', question int PATH '$.question', told varchar(10) PATH '$.rows',
            state varchar(20) PATH '$.state', refused json PATH '$.refused',
            completed_at varchar(30) PATH '$.completedAt')) AS entry
          JOIN JSON_TABLE($1, '$[*]' COLUMNS (number int PATH '$.number', consumer json PATH '$.consumer',
            purpose text PATH '$.purpose', bundle text PATH '$.bundle', operation text PATH '$.operation',
            fields json PATH '$.fields')) AS question ON question.number = entry.question`,
      `INSERT INTO access_subject (subject, time, sequence)
        SELECT entry.subject, REPLACE(entry.time, 'Z', ''), entry.sequence
        FROM JSON_TABLE($2, '$[*]' COLUMNS (sequence bigint PATH '$.sequence', time varchar(30) PATH '$.time',
          NESTED PATH '$.subjects[*]' COLUMNS (subject varchar(64) PATH '$'))) AS entry
        WHERE entry.subject IS NOT NULL`,
      `UPDATE access_record AS record
        JOIN JSON_TABLE($3, '$[*]' COLUMNS (entry bigint PATH '$.of', told varchar(10) PATH '$.rows',
          state varchar(20) PATH '$.state', refused json PATH '$.refused',
          completed_at varchar(30) PATH '$.completedAt')) AS completion ON completion.entry = record.sequence
        SET record.\`rows\` = COALESCE(completion.told, record.\`rows\`), record.state = completion.state,
          record.refused = completion.refused, record.completed_at = REPLACE(completion.completed_at, 'Z', '')`,
      `INSERT INTO access_subject (subject, time, sequence)
        SELECT later.subject, COALESCE(record.time, REPLACE(later.time, 'Z', '')), later.entry
        FROM JSON_TABLE($4, '$[*]' COLUMNS (subject varchar(64) PATH '$.subject', time varchar(30) PATH '$.time',
            entry bigint PATH '$.of')) AS later
          LEFT JOIN access_record AS record ON record.sequence = later.entry
        ON DUPLICATE KEY UPDATE access_subject.sequence = access_subject.sequence`,
    ],
    accessLog: (limit, conditions) =>
      accessLogText(limit, conditions, `(CAST(REPLACE($2, 'Z', '') AS DATETIME(3)), CAST($3 AS SIGNED))`),
    client: CLIENT_IN_MARIADB,
    outcome: outcomeText(`EXISTS (
      SELECT 1 FROM JSON_TABLE(record.fields, '$[*]' COLUMNS (
        field varchar(200) PATH '$.field', outcome varchar(40) PATH '$.outcome')) AS field
      WHERE field.outcome IN (${TOLD}) AND NOT EXISTS (
        SELECT 1 FROM JSON_TABLE(COALESCE(record.refused, '[]'), '$[*]' COLUMNS (
          field varchar(200) PATH '$.field', subjects json PATH '$.subjects')) AS refusal
        WHERE refusal.field = field.field
          AND (refusal.subjects IS NULL OR JSON_CONTAINS(refusal.subjects, JSON_QUOTE($1)))))`),
    instant: instantInMariadb,
    refusalCounts: `
      WITH recent AS (
        SELECT fields, refused FROM access_record WHERE time >= CONVERT_TZ(CAST($1 AS DATETIME), '+08:00', '+00:00')
      ), refusal AS (
        SELECT field.outcome AS code, 1 AS times
          FROM recent, JSON_TABLE(recent.fields, '$[*]' COLUMNS (outcome varchar(40) PATH '$.outcome')) AS field
         WHERE field.outcome NOT IN ('clear', 'masked', 'predicate')
        UNION ALL
        SELECT refused.code, refused.times FROM recent, JSON_TABLE(COALESCE(recent.refused, '[]'), '$[*]'
          COLUMNS (code varchar(40) PATH '$.code', times int PATH '$.count')) AS refused
      )
      SELECT code, CAST(SUM(times) AS SIGNED) AS count FROM refusal GROUP BY code ORDER BY count DESC, code`,
    clientCalls: clientCallsText(RECENT_IN_MARIADB, `JSON_VALUE(consumer, '$.system')`, integerInMariadb),
    fieldUses: fieldUsesText(
      RECENT_IN_MARIADB,
      `SELECT client AS consumer, time, field.field, field.outcome, 1 AS times
         FROM recent, JSON_TABLE(recent.fields, '$[*]' COLUMNS (
           field varchar(200) PATH '$.field', outcome varchar(40) PATH '$.outcome')) AS field
        WHERE NOT (COALESCE(recent.\`rows\`, '') = '1'
          AND JSON_SEARCH(COALESCE(recent.refused, '[]'), 'one', field.field, NULL, '$[*].field') IS NOT NULL)
       UNION ALL
       SELECT client, time, refusal.field, refusal.code, refusal.times
         FROM recent, JSON_TABLE(COALESCE(recent.refused, '[]'), '$[*]' COLUMNS (
           field varchar(200) PATH '$.field', code varchar(40) PATH '$.code', times int PATH '$.count')) AS refusal`,
      integerInMariadb,
    ),
  },
  errors: {
    login: ['ER_ACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR', 'ER_HOST_NOT_PRIVILEGED'],
    entry: ['ER_DBACCESS_DENIED_ERROR'],
    noTable: ['ER_NO_SUCH_TABLE'],
    brokenOff: ['ER_1969', 'ER_QUERY_INTERRUPTED'],
    server:
      /^(PROTOCOL_|ER_1969|ER_QUERY_INTERRUPTED|ER_SERVER_SHUTDOWN|ER_CON_COUNT|ER_CONNECTION_KILLED|ER_DISK_FULL|ER_(DB)?ACCESS_DENIED)/,
    reasons: {
      ER_ACCESS_DENIED_ERROR: '用户名或口令不对',
      ER_ACCESS_DENIED_NO_PASSWORD_ERROR: '用户名或口令不对',
      ER_HOST_NOT_PRIVILEGED: '服务器不允许从这台主机登录',
      ER_BAD_DB_ERROR: '没有这个数据库',
      // To somebody without rights in it, MariaDB does not tell whether there is such a database.
      ER_DBACCESS_DENIED_ERROR: '没有这个数据库，或用户没有权限',
      ER_CON_COUNT_ERROR: '连接数已满',
      ER_SERVER_SHUTDOWN: '服务器正在关闭',
    },
  },
};

export const dialects: readonly Dialect[] = [postgres, mariadb];

/** A statement as MariaDB takes it: a question mark for every place of a value, and the values in that order. */
export function positional(text: string, values: readonly unknown[]): { text: string; values: BoundValue[] } {
  const placed: BoundValue[] = [];
  const marked = text.replace(/\$(\d+)/g, (_match, position: string) => {
    placed.push(bound(values[Number(position) - 1]));
    return '?';
  });
  return { text: marked, values: placed };
}

type BoundValue = string | number | null;

/** Numbers go as text, or they would become inexact; lists and objects as JSON. */
function bound(value: unknown): BoundValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.toISOString().replace('Z', '');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
