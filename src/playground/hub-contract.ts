import * as z from 'zod/mini';

// Compiled validators need `eval`, which our Content-Security-Policy forbids.
z.config({ jitless: true });

/** Whose identity a request carries; `pasted` is a token that the reader brought along (production). */
const identitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), unit: z.string(), system: z.string(), purpose: z.string() }),
  z.object({ kind: z.literal('enterprise'), uscc: z.string() }),
  z.object({ kind: z.literal('stranger') }),
  z.object({ kind: z.literal('pasted') }),
]);
export type Identity = z.infer<typeof identitySchema>;

const exampleConsumerSchema = z.union([
  z.object({ unit: z.string(), system: z.optional(z.string()) }),
  z.object({ enterprise: z.string() }),
  z.null(),
]);

/** A canonical operation; `consumer` null is a stranger, `unit` and `purpose` are codes. */
const exampleSchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  purpose: z.string(),
  consumer: exampleConsumerSchema,
  query: z.string(),
  variables: z.record(z.string(), z.unknown()),
  note: z.string(),
});
export type Example = z.infer<typeof exampleSchema>;

const identitiesSchema = z.object({
  units: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      systems: z.array(z.object({ system: z.string(), name: z.string() })),
      purposes: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
  enterprises: z.array(z.object({ uscc: z.string(), name: z.string() })),
});
/** All identities that the development issuer gives tokens to. */
export type Identities = z.infer<typeof identitiesSchema>;

/** `expiresAt` in seconds since the epoch, as in the token itself. */
const issuedTokenSchema = z.object({ token: z.string(), expiresAt: z.number() });
export type IssuedToken = z.infer<typeof issuedTokenSchema>;

const readableFieldSchema = z.object({
  field: z.string(),
  zh: z.string(),
  share: z.string(),
  level: z.number(),
  basis: z.string(),
  outcome: z.nullable(z.string()),
  agreement: z.nullable(z.string()),
});
/** `outcome` is GRANTED or the code of the refusal that the present identity would get. */
export type ReadableField = z.infer<typeof readableFieldSchema>;

const viewerSchema = z.object({ viewer: z.object({ mayRead: z.array(readableFieldSchema) }) });

const refusalSchema = z.object({
  message: z.string(),
  path: z.optional(z.array(z.union([z.string(), z.number()]))),
  extensions: z.optional(
    z.object({
      code: z.optional(z.string()),
      basis: z.optional(z.string()),
      nextStep: z.optional(z.object({ action: z.string() })),
      requestId: z.optional(z.string()),
    }),
  ),
});
export type AnswerError = z.infer<typeof refusalSchema>;

const answerSchema = z.object({
  data: z.optional(z.unknown()),
  errors: z.optional(z.array(refusalSchema)),
  extensions: z.optional(
    z.object({
      sharing: z.optional(
        z.object({
          purpose: z.optional(z.nullable(z.string())),
          receipt: z.optional(z.nullable(z.string())),
          units: z.optional(
            z.array(
              z.object({ unit: z.string(), state: z.string(), ms: z.optional(z.nullable(z.number())) }),
            ),
          ),
        }),
      ),
    }),
  ),
});
/** One GraphQL answer of the hub, as far as the playground explains it. */
export type Answer = z.infer<typeof answerSchema>;

/** Reads what the hub sent; throws when it has another shape than the contract says. */
export const readExamples = (value: unknown): readonly Example[] => z.array(exampleSchema).parse(value);
export const readIdentities = (value: unknown): Identities | null =>
  z.nullable(identitiesSchema).parse(value);
export const readIssuedToken = (value: unknown): IssuedToken => issuedTokenSchema.parse(value);
export const readAnswer = (value: unknown): Answer => answerSchema.parse(value);
export const readReadableFields = (data: unknown): readonly ReadableField[] =>
  viewerSchema.parse(data).viewer.mayRead;

/** The identity that a text of sessionStorage names; undefined when it names none. */
export function readStoredIdentity(text: string | null): Identity | undefined {
  if (text === null) return undefined;
  try {
    return identitySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
